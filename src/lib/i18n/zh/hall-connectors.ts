import type { connectorFindings, connectorProblems } from '../../errors/codes/hall-connectors.js'
import type { Words } from '../words.js'

const near = (names: readonly string[]) =>
  names.length > 0 ? [`是否应为「${names.join('」或「')}」？`] : []

const spot = ({ line, column, at }: { line: number; column: number; at: string }) =>
  `第 ${line} 行第 ${column} 列（${at}）`

export const connectors: Words<typeof connectorProblems> & Words<typeof connectorFindings> = {
  'HK-HALL-008': ({ action, account, prompt }) => ({
    message: `动作「${action}」须由人工办理（账号 ${account}）：${prompt}`,
    fix: [
      '按提示在大厅办好后再次运行，本工具看到结果就接着往下走',
      '在终端中运行，可以当场逐条填写',
    ],
  }),
  'HK-CONN-001': ({ name, nearest }) => ({
    message: `找不到连接器「${name}」`,
    fix: [
      ...near(nearest),
      '写连接器文件的路径，或随附的名称：reference、yunnan-style、exchange-tables、exchange-gd',
    ],
  }),
  'HK-CONN-002': ({ file, line, column, why, more }) => ({
    message: `连接器文件有误：${file}:${line}:${column}，${why}${more > 0 ? `（另有 ${more} 处）` : ''}`,
    fix: [`运行 hallkit hall connector lint ${file} 查看全部问题`],
  }),
  'HK-CONN-003': ({ source, host, allowed }) => ({
    message: `连接器不得访问主机 ${host}（${source}），已停止`,
    fix: [`只允许：${allowed.join('、')}`, '确属该大厅的主机，写入连接器文件的 allowHosts'],
  }),
  'HK-CONN-004': ({ file, source }) => ({
    message: `连接器 ${file} 要用的值没有提供：${source}`,
    fix: ['env: 开头的请设置同名环境变量，file: 开头的请放好该文件，再运行'],
  }),
  'HK-CONN-005': ({ name, title, action }) => ({
    message: `「${title}」是正式环境，未经确认不写入（动作 ${action}）`,
    fix: [`确需写入的，加 --production ${name}，并在提示时原样输入连接器名称 ${name}`],
  }),
  'HK-CONN-007': ({ action, tag, found }) => ({
    message: `动作「${action}」的标记 ${tag} 在大厅里找到 ${found} 件，无法确定是哪一件`,
    fix: ['到大厅核对是否重复办理，作废多余的一件后再运行'],
  }),
  'HK-CONN-008': ({ action, field }) => ({
    message: `动作「${action}」的应答里取不到「${field}」`,
    fix: ['核对连接器文件中该动作的 map 与厂商接口文档是否一致'],
  }),
  'HK-CONN-009': ({ action, pages }) => ({
    message: `动作「${action}」翻了 ${pages} 页仍未到头`,
    fix: ['核对 pagination 的 total、last、next，或调大 maxPages'],
  }),
  'HK-CONN-010': ({ kind, state, number }) => ({
    message: `大厅的状态「${state}」（${number}）没有对应的标准状态`,
    fix: [`在连接器文件的 states.${kind}.map 中补上`],
  }),
  'HK-CONN-011': ({ name, account, file }) => ({
    message: `连接器 ${name} 没有账号「${account}」的口令（${file}）`,
    fix: ['在 auth.accounts 指定的文件里补上：账号: 口令'],
  }),
  'HK-CONN-012': ({ file, detail }) => ({
    message: `交换表 ${file} 不能使用：${detail}`,
    fix: ['核对位置、表名、列名（表头）和编码是否与连接器文件一致'],
  }),
  'HK-CONN-013': ({ file, action, missing }) => ({
    message: `答复文件 ${file} 里「${action}」没有写 ${missing.join('、')}`,
    fix: ['在这一条的 tell 里补上连接器要填回的内容'],
  }),
  'HK-CONN-014': ({ module, missing }) => ({
    message: `程序代码 ${module} 缺少：${missing.join('、')}`,
    fix: ['导出 connect(spec, options, tools)，返回的对象至少有 info events get can perform'],
  }),
  'HK-CONN-101': ({ host, allowed, ...place }) => ({
    message: `${spot(place)}：主机 ${host} 不在允许之列（${allowed.join('、')}）`,
    fix: ['路径只写 / 开头的部分；确属该大厅的主机写入 allowHosts'],
  }),
  'HK-CONN-102': (place) => ({
    message: `${spot(place)}：口令、密钥写在了文件里`,
    fix: ['改为 env:变量名 或 file:路径'],
  }),
  'HK-CONN-103': ({ name, nearest, ...place }) => ({
    message: `${spot(place)}：saved.${name} 在此之前没有保存过，接不上`,
    fix: [...near(nearest), '在前面某一步的 save 里取到它'],
  }),
  'HK-CONN-104': ({ action, ...place }) => ({
    message: `${spot(place)}：动作「${action}」办完不核对（没有 verify）`,
    fix: ['加 verify：办后读一次，确认到了应到的状态'],
  }),
  'HK-CONN-105': ({ action, missing, ...place }) => ({
    message: `${spot(place)}：「${action}」的 map 缺少 ${missing.join('、')}`,
    fix: ['补上这些字段的取法'],
  }),
  'HK-CONN-106': ({ action, ...place }) => ({
    message: `${spot(place)}：动作「${action}」没有送出标记（tag），断线后无法找回，也无法清理`,
    fix: ['在备注一类的字段里写【演练】和 tag，并在 list 的 map 里取回'],
  }),
  'HK-CONN-107': ({ name, nearest, ...place }) => ({
    message: `${spot(place)}：没有名为「${name}」的动作`,
    fix: [...near(nearest), '全部动作名见 docs/connectors.md'],
  }),
  'HK-CONN-108': ({ kind, missing, ...place }) => ({
    message: `${spot(place)}：${kind} 的状态表没有对应到 ${missing.join('、')}`,
    fix: ['大厅确无这些状态的可以不写；有的请补上'],
  }),
  'HK-CONN-109': ({ action, lacks, ...place }) => ({
    message: `${spot(place)}：动作「${action}」断线后无从查看是否办成（没有 ${lacks.join(' 或 ')}）`,
    fix: [
      `写出该类对象的 ${lacks.join(' 或 ')}；厂商认得出重复送出的，写 idempotent: true；否则断线后只能由人核对`,
    ],
  }),
  'HK-CONN-110': ({ what, ...place }) => ({
    message: `${spot(place)}：缺少 ${what}`,
    fix: ['按 docs/connectors.md 补上'],
  }),
  'HK-CONN-111': ({ module, sha256 }) => ({
    message: `运行了程序代码 ${module}（sha256 ${sha256}）`,
    fix: ['与代码提供方核对 sha256'],
  }),
  'HK-CONN-120': ({ kind, state, number }) => ({
    message: `大厅的状态「${state}」（${number}）没有对应的标准状态，按原样记录`,
    fix: [`在连接器文件的 states.${kind}.map 中补上`],
  }),
  'HK-CONN-121': ({ action, detail }) => ({
    message: `${action}：${detail}`,
    fix: ['核对连接器文件与大厅的实际应答'],
  }),
}
