import type { ExprPlace, exprFindings, exprProblems } from '../../errors/codes/expr.js'
import type { Words } from '../words.js'

const where = ({ file, line, expression, at }: ExprPlace) =>
  `${file}:${line} 表达式「${expression}」第 ${at} 个字符`

const reasons: Readonly<Record<string, string>> = {
  unexpected_token: '此处不应出现这样的写法',
  expected_token: '此处缺少符号或名称',
  unknown_variable: '没有这个名称',
  no_such_key: '对象里没有这个键',
  no_such_overload: '两边的类型不能这样运算',
  no_matching_overload: '没有这样的函数，或参数类型不符',
  division_by_zero: '除数为零',
  incompatible_ternary_branches: '「? :」两个结果的类型必须相同',
  invalid_logical_operand: '「&&」「||」两边必须是真假值',
  invalid_condition_type: '条件必须是真假值',
  numeric_overflow: '数字过大',
}

const kinds = {
  boolean: '真假值',
  text: '文字',
  plain: '文字、数字、真假值或由它们组成的列表',
} as const

const limits = {
  nesting: '遍历（all、exists、map、filter）嵌套层数',
  list: '嵌套遍历时列表的长度',
  length: '表达式的长度',
} as const

const said = (reason: string, detail: string) => reasons[reason] ?? detail

export const expr: Words<typeof exprProblems> & Words<typeof exprFindings> = {
  'HK-EXPR-001': (p) => ({
    message: `${where(p)}有误：${said(p.reason, p.detail)}`,
    fix: [
      '检查括号、引号和名称，写法如：item.depth != null && item.depth >= 3',
      `原始信息：${p.detail}`,
    ],
  }),
  'HK-EXPR-002': (p) => ({
    message: `${where(p)}无法计算：${said(p.reason, p.detail)}`,
    fix: ['可能没有的键先用 has(…) 判断，可能为空的值先与 null 比较', `原始信息：${p.detail}`],
  }),
  'HK-EXPR-003': (p) => ({
    message: `${where(p)}不允许使用 ${p.name}`,
    fix: ['改用 contains、startsWith、endsWith 或 == 判断'],
  }),
  'HK-EXPR-004': (p) => ({
    message: `${where(p)}超出限制：${limits[p.what]}不得超过 ${p.limit}`,
    fix: ['把条件拆成几条较简单的'],
  }),
  'HK-EXPR-005': (p) => ({
    message: `${where(p)}不认识名称「${p.name}」`,
    fix: [`可用的相近名称：${p.nearest.length > 0 ? p.nearest.join('、') : '无'}`],
  }),
  'HK-EXPR-006': (p) => ({
    message: `${where(p)}的结果应为${kinds[p.expected]}，实际是 ${p.found}`,
    fix: ['改写表达式，或先与 null 比较'],
  }),
  'HK-EXPR-007': (p) => ({
    message: `${where(p)}起的「\${」没有配对的「}」`,
    fix: ['补上「}」；只想写字面的「${」时写成「$${」'],
  }),
}
