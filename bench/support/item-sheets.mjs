// Item sheets of any size for the benches, 20 columns, the same bytes from the same seed: names, codes and conditions of
// their own, the other columns from the few values that clerks use; one row in fifty promises more days than the law allows.
import * as XLSX from '@e965/xlsx'
import iconv from 'iconv-lite'

const HEADER = [
  ...[
    '序号',
    '实施编码',
    '事项名称',
    '事项类型',
    '办件类型',
    '承办科室',
    '设定依据',
    '申请条件',
    '申报材料',
    '收费标准',
  ],
  ...[
    '法定期限',
    '承诺期限',
    '办理深度',
    '受理岗位',
    '受理人员',
    '受理时限',
    '审批岗位',
    '审批人员',
    '审批时限',
    '监督渠道',
  ],
]
const UNIT_CODE = '11532822999700060G'
const TYPES = [
  ['行政许可', '01'],
  ['行政确认', '07'],
  ['公共服务', '20'],
]
const PLACES = ['林地', '河道', '公路', '水源', '草原', '湿地', '矿区', '城镇', '乡村', '园区']
const OBJECTS = ['占用', '取水', '采伐', '建设', '经营', '运输', '排放', '施工', '变更', '使用']
const ACTS = ['许可', '审批', '核准', '备案', '登记', '确认', '审核', '年检', '验收', '注销']
const LAWS = ['森林法', '水法', '公路法', '土地管理法', '草原法', '城乡规划法', '食品安全法']
const NEEDS = [
  '申请人具有完全民事行为能力',
  '符合本县土地利用总体规划',
  '已取得项目立项批复',
  '无未了结的行政处罚',
]
const PAPERS = [
  '申请表',
  '申请人身份证明',
  '权属证明',
  '项目批准文件',
  '四至范围图',
  '环境影响评价文件',
]
const FAMILY = ['岩', '玉', '刀', '李', '张', '罗', '周', '陶']
const GIVEN = ['温香', '罕', '小明', '建国', '丽', '志强', '文', '春华']

/** Rows of a filled-in sheet, title and header first. */
export function itemRows(count, { seed = 20150408, late = 0.02 } = {}) {
  const random = randomFrom(seed)
  const body = Array.from({ length: count }, (_, row) => itemRow(row, random, late))
  return [['审批（服务）事项信息梳理表'], ['填报单位：县林业局（盖章）'], HEADER, ...body]
}

/** The rows as the bytes of a .csv in GB18030. */
export function csvBytes(rows) {
  return iconv.encode(rows.map((row) => row.map(csvCell).join(',')).join('\r\n'), 'gb18030')
}

/** The rows as the bytes of an .xlsx with shared strings. */
export function xlsxBytes(rows) {
  const book = { SheetNames: ['梳理表'], Sheets: { 梳理表: XLSX.utils.aoa_to_sheet(rows) } }
  return XLSX.write(book, { type: 'buffer', bookType: 'xlsx', compression: true, bookSST: true })
}

function itemRow(row, random, share) {
  const pick = (list) => list[Math.floor(random() * list.length)]
  const person = () => `${pick(FAMILY)}${pick(GIVEN)}`
  const statutory = 10 + Math.floor(random() * 11)
  const [type, typeCode] = pick(TYPES)
  const late = random() < share
  const promised = late ? statutory + 5 : 3 + Math.floor(random() * (statutory - 3))
  const needs = [
    pick(NEEDS),
    `${pick(PLACES)}面积不超过${Math.floor(random() * 900)}亩`,
    pick(NEEDS),
  ]
  return [
    String(row + 1),
    `${UNIT_CODE}453${typeCode}${String(row % 100_000).padStart(5, '0')}000`,
    `${pick(PLACES)}${pick(OBJECTS)}${pick(ACTS)}（${row + 1}号类）`,
    type,
    '承诺件',
    pick(['林政股', '法规股', '办公室', '行政审批股']),
    `《中华人民共和国${pick(LAWS)}》第${1 + Math.floor(random() * 80)}条`,
    needs.join('；'),
    [...new Set([pick(PAPERS), pick(PAPERS), pick(PAPERS)])].join('；'),
    '不收费',
    `${statutory}个工作日`,
    `${promised}个工作日`,
    pick(['二级', '三级', '四级']),
    ...['窗口', person(), '1个工作日'],
    ...['审批', person(), '1个工作日'],
    '0691-5122345',
  ]
}

function csvCell(text) {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** Mulberry32: small, seeded, good enough for filling sheets. */
function randomFrom(seed) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
