import type { itemsFindings, itemsProblems } from '../../errors/codes/items.js'
import type { Words } from '../words.js'

const STATES: Readonly<Record<string, string>> = {
  draft: '编辑',
  submitted: '待审核',
  approved: '审定',
  published: '发布',
  withdrawn: '已撤消',
}
const stateOf = (state: string): string => STATES[state] ?? state

type Codes =
  | `HK-ITEM-00${3 | 4 | 5 | 6 | 7 | 8 | 9}`
  | 'HK-ITEM-101'
  | `HK-ITEM-03${5 | 6 | 7 | 8 | 9}`
  | `HK-ITEM-04${0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9}`
  | `HK-ITEM-06${0 | 1 | 2 | 3 | 4 | 5}`
  | `HK-ITEM-05${0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9}`

/** Acts on items (编辑、待审核、审定、发布), and the rules on what a guide tells the applicant. */
export const itemsGuide: Pick<Words<typeof itemsProblems & typeof itemsFindings>, Codes> = {
  'HK-ITEM-003': ({ name, state, wanted }) => ({
    message: `事项「${name}」现在是“${stateOf(state)}”，这一步只对“${wanted.map(stateOf).join('”“')}”的事项办理`,
    fix: ['用 hallkit items list 查看各事项的状态'],
  }),
  'HK-ITEM-004': ({ by, names }) => ({
    message: `${by}提交的事项不能由本人审定：${names.join('、')}`,
    fix: ['请由机构编制部门的另一位审核人员审定'],
  }),
  'HK-ITEM-005': () => ({
    message: '没有写明对哪些事项办理',
    fix: ['写上事项名称或编码，或用 --unit 指定一个单位，或用 --all 办理全部'],
  }),
  'HK-ITEM-006': ({ what }) => ({
    message: `${what} 不能为空`,
    fix: ['写明办理人姓名和理由，以备查考'],
  }),
  'HK-ITEM-007': ({ name, unit }) => ({
    message: `事项「${name}」本来就由${unit}实施`,
    fix: ['核对 --to 写的单位'],
  }),
  'HK-ITEM-008': ({ text }) => ({
    message: `看不懂这个日期：${text}`,
    fix: ['写成 2015-04-08，或 2015-04-08T09:30:00+08:00'],
  }),
  'HK-ITEM-009': ({ file, line }) => ({
    message: `区划代码表第 ${line} 行损坏：${file}`,
    fix: ['重新安装 hallkit'],
  }),
  'HK-ITEM-101': ({ flags }) => ({
    message: `须写明一项：${flags.join(' 或 ')}`,
    fix: ['加上 --help 查看写法'],
  }),
  'HK-ITEM-035': ({ name, other }) => ({
    message: `事项「${name}」与本单位的「${other}」名称相近`,
    fix: ['如是同一事项，请只保留一项；如是两个事项，可以不改'],
  }),
  'HK-ITEM-036': ({ depth, visits }) => ({
    message: `办理深度是${depth}（全程网办），到办事现场次数却是“${visits}”`,
    fix: ['全程网办的事项到现场次数填 0；仍须到现场的，改填办理深度'],
  }),
  'HK-ITEM-037': ({ visits, field }) => ({
    message: `须到现场“${visits}”，但「${field}」没有填写`,
    fix: [`在「${field}」中写明必须到现场的理由`],
  }),
  'HK-ITEM-038': ({ text, field }) => ({
    message: `到现场次数为 0，却填写了「${field}」：${text}`,
    fix: [`删去「${field}」，或核对到现场次数`],
  }),
  'HK-ITEM-039': ({ field, text }) => ({
    message: `「${field}」看不懂：${text}`,
    fix: ['只填次数，如 0、1、2'],
  }),
  'HK-ITEM-040': ({ channels, field }) => ({
    message: `到现场次数为 0 又不能网办，但办理形式只有“${channels}”`,
    fix: [`在「${field}」中增加邮寄申请，或核对到现场次数、是否网办`],
  }),
  'HK-ITEM-041': ({ fee, field }) => ({
    message: `收费（${fee}），但「${field}」没有填写`,
    fix: ['写明收费依据的文件名称和文号'],
  }),
  'HK-ITEM-042': ({ fee, field }) => ({
    message: `收费（${fee}），但没有说明能否网上支付`,
    fix: [`在「${field}」中填“是”或“否”`],
  }),
  'HK-ITEM-043': ({ fee, field }) => ({
    message: `不收费（${fee}），「${field}」却填“是”`,
    fix: [`「${field}」改填“否”，或核对是否收费`],
  }),
  'HK-ITEM-044': ({ phone }) => ({
    message: `咨询电话与监督投诉电话相同：${phone}`,
    fix: ['监督投诉电话请填纪检监察或效能监督机构的电话'],
  }),
  'HK-ITEM-045': ({ phone }) => ({
    message: `电话号码没有区号：${phone}`,
    fix: ['写成“区号-号码”，如 0691-5550001'],
  }),
  'HK-ITEM-046': ({ text }) => ({
    message: `工作时间没有说明是否工作日：${text}`,
    fix: ['写成“工作日 8:30—12:00，15:00—17:30”，全天办理的写“全天”'],
  }),
  'HK-ITEM-047': ({ text }) => ({
    message: `办理地点不够具体：${text}`,
    fix: ['写到门牌号、楼层或窗口号'],
  }),
  'HK-ITEM-048': ({ name, field }) => ({
    message: `有结果名称“${name}”，但「${field}」没有填写`,
    fix: ['结果类型填“证照”“批文”或“其他”'],
  }),
  'HK-ITEM-049': ({ name, type, expected }) => ({
    message: `结果名称“${name}”与结果类型“${type}”不符`,
    fix: [`结果类型应为“${expected}”，或核对结果名称`],
  }),
  'HK-ITEM-050': ({ audience, field }) => ({
    message: `服务对象是“${audience}”，与「${field}」不一致`,
    fix: ['面向自然人的填自然人主题，面向法人的填法人主题，没有的不填'],
  }),
  'HK-ITEM-051': ({ field }) => ({
    message: `「${field}」没有填写`,
    fix: ['行政许可事项至少写一个常见问题及解答'],
  }),
  'HK-ITEM-052': ({ missing }) => ({
    message: `办理流程缺少环节：${missing.join('、')}`,
    fix: ['补填所缺环节的岗位、人员和时限'],
  }),
  'HK-ITEM-053': ({ words }) => ({
    message: `申报材料中有兜底表述：${words.join('、')}`,
    fix: ['逐项写明材料名称，确无其他材料的删去'],
  }),
  'HK-ITEM-054': ({ region }) => ({
    message: `行政区划代码表中没有 ${region}`,
    fix: ['核对六位行政区划代码；已撤并的区划请改用现行代码'],
  }),
  'HK-ITEM-055': ({ field, masked }) => ({
    message: `「${field}」中写有身份证号（${masked}），属于个人信息`,
    fix: ['事项表会对外公布，请删去身份证号'],
  }),
  'HK-ITEM-056': ({ name, state }) => ({
    message: `事项「${name}」还停留在“${stateOf(state)}”`,
    fix: ['请及时提交、审定、发布：hallkit items submit、approve、publish'],
  }),
  'HK-ITEM-057': ({ depth, visits }) => ({
    message: `办理深度只有${depth}，到办事现场次数却是“${visits}”`,
    fix: ['不能网上申报的事项一般须到现场，请核对次数或深度'],
  }),
  'HK-ITEM-058': ({ codes }) => ({
    message: `本单位有 ${codes.length} 个同名事项，这一行没有编码，分不清是哪一个：${codes.join('、')}`,
    fix: ['补填实施编码'],
  }),
  'HK-ITEM-060': ({ caseType, review }) => ({
    message: `办件类型是「${caseType}」，审查类型却是“${review}”`,
    fix: ['即办件填“即审即办”，承诺件填“前审后批”'],
  }),
  'HK-ITEM-061': ({ name, field }) => ({
    message: `有结果名称“${name}”，但「${field}」没有填写`,
    fix: ['附上结果样本，或写明样本文件名'],
  }),
  'HK-ITEM-062': ({ fee, field }) => ({
    message: `收费（${fee}），但「${field}」没有填写`,
    fix: ['写明收费项目的名称'],
  }),
  'HK-ITEM-063': ({ audience, field }) => ({
    message: `服务对象是“${audience}”，但「${field}」没有填写`,
    fix: ['面向自然人的填自然人主题，面向法人的填法人主题'],
  }),
  'HK-ITEM-064': ({ text, own }) => ({
    message: `行使层级（${text}）不含本级（${own}）`,
    fix: ['核对行使层级，或核对实施编码的第 19 位；确由上级行使的，不列入本单位事项'],
  }),
  'HK-ITEM-065': ({ columns }) => ({
    message: `表中没有这些列：${columns.join('、')}`,
    fix: ['建议在表中加上这些列补填，不影响入库'],
  }),
  'HK-ITEM-059': ({ count }) => ({
    message: `${count} 项都还是“编辑”，没有开始提交、审定`,
    fix: ['报编办审核时用 hallkit items submit，审定用 approve，发布用 publish'],
  }),
}
