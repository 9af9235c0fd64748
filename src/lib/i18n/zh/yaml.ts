import type { YamlPlace, yamlFindings, yamlProblems } from '../../errors/codes/yaml.js'
import type { Words } from '../words.js'

const where = ({ file, line, column }: YamlPlace) => `${file}:${line}:${column}`
const perhaps = (names: readonly string[]) =>
  names.length > 0 ? [`是否想写：${names.map((n) => `「${n}」`).join('、')}`] : []

/** The keys that may stand there, as far as they fit on a line. */
const usable = (keys: readonly string[]) => {
  if (keys.length === 0) return ['删去该键']
  return [`此处可用的键：${keys.slice(0, 12).join('、')}${keys.length > 12 ? ' 等' : ''}`]
}

const hints = {
  '': '对照同目录其他文件检查缩进、冒号和引号',
  'full-width-colon': '该行用了全角冒号「：」，请改为半角冒号加一个空格「: 」',
  tab: 'YAML 不允许用制表符（Tab）缩进，请改为空格',
  'many-documents': '一个文件只能写一份内容，请删去「---」以后的部分',
  tag: '不支持「!」开头的标记，请删去',
} as const

const unopened: Readonly<Record<string, string>> = {
  EISDIR: '这是文件夹，请指定其中的文件',
  EACCES: '没有读取权限，请检查文件属性',
  EPERM: '没有读取权限，请检查文件属性',
  EBUSY: '文件被其他程序占用，关闭后重试',
}

const types: Readonly<Record<string, string>> = {
  string: '文字',
  number: '数字',
  int: '整数',
  boolean: 'true 或 false',
  object: '一组「键: 值」',
  record: '一组「键: 值」',
  array: '列表（每项以「- 」开头）',
  tuple: '固定长度的列表',
  null: 'null',
}

const wanted = {
  type: (expected: string) => `应为${types[expected] ?? expected}`,
  'too-small': (expected: string) => `不得小于（少于）${expected}`,
  'too-big': (expected: string) => `不得大于（多于）${expected}`,
  format: (expected: string) => `格式应符合 ${expected}`,
  expression: (expected: string) => `表达式有误：${expected}`,
  other: (expected: string) => expected,
} as const

export const yaml: Words<typeof yamlProblems> & Words<typeof yamlFindings> = {
  'HK-YAML-001': (p) => ({
    message: `${where(p)} 不是有效的 YAML：${p.detail}`,
    fix: [hints[p.hint]],
  }),
  'HK-YAML-002': (p) => ({
    message: `${where(p)} 键「${p.key}」重复`,
    fix: ['同一层里每个键只能写一次，请合并或删去一处'],
  }),
  'HK-YAML-003': (p) => ({
    message: `${where(p)} 不认识的键「${p.key}」${p.path === '' ? '' : `（在 ${p.path} 下）`}`,
    fix: p.nearest.length > 0 ? perhaps(p.nearest) : usable(p.known),
  }),
  'HK-YAML-004': (p) => ({
    message: `${where(p)} 缺少「${p.key}」${p.path === '' ? '' : `（在 ${p.path} 下）`}`,
    fix: [`补上「${p.key}: …」`],
  }),
  'HK-YAML-005': (p) => ({
    message: `${where(p)} ${p.path} 的值「${p.found}」不符：${wanted[p.rule](p.expected)}`,
    fix: ['改正该值后重试'],
  }),
  'HK-YAML-006': (p) => ({
    message: `${where(p)} ${p.path} 的值「${p.found}」不在可选范围内`,
    fix: [...perhaps(p.nearest), `可选：${p.options.join('、')}`],
  }),
  'HK-YAML-007': ({ file, reason }) => ({
    message: reason === 'ENOENT' ? `找不到文件 ${file}` : `打不开文件 ${file}（${reason}）`,
    fix: [unopened[reason] ?? '核对路径和文件名'],
  }),
  'HK-YAML-008': ({ file }) => ({
    message: `${file} 不是 UTF-8 编码`,
    fix: ['用记事本打开，「另存为」时编码选 UTF-8'],
  }),
}
