import {
  createDuplicateIndex,
  draftItems,
  type Item,
  loadItemProfile,
} from '../../../src/lib/items/index.js'
import type { Form, FormReading } from '../../../src/lib/sheets/index.js'
import type { Draft } from '../../../src/lib/workspace/index.js'

const field = (key: string, header: string) => ({
  key,
  header,
  synonyms: [],
  type: 'text' as const,
  required: false,
  width: 10,
  choices: [],
  example: '',
  note: '',
  inferred: false,
})

const headers: Readonly<Record<string, string>> = {
  unit: '实施主体',
  code: '事项编码',
  name: '事项名称',
  type: '事项类型',
  caseType: '办件类型',
  basis: '设定依据',
  statutory: '法定时限',
  promised: '承诺时限',
  depth: '办理深度',
  conditions: '受理条件',
  materials: '申请材料',
  fee: '收费标准',
  office: '承办股室',
  supervision: '监督电话',
  'accept.limit': '受理·时限',
  'approve.limit': '审批·时限',
  'settle.limit': '办结·时限',
  visits: '到办事现场次数',
  onsiteReason: '必须现场办理原因',
  online: '是否网办',
  channels: '办理形式',
  feeBasis: '收费依据',
  onlinePay: '网上支付',
  consult: '咨询电话',
  hours: '工作时间',
  place: '办理地点',
  resultName: '结果名称',
  resultType: '结果类型',
  audience: '服务对象',
  personTheme: '自然人主题分类',
  orgTheme: '法人主题分类',
  faq: '常见问题',
  region: '行政区划代码',
  level: '行使层级',
  review: '审查类型',
  feeItem: '收费项目',
  resultSample: '结果样本',
  consultPlace: '咨询地址',
  complaintPlace: '投诉地址',
}

const form: Form = {
  id: 'items',
  title: '审批（服务）事项信息梳理表',
  version: 1,
  clause: '附件2',
  anchor: 'name',
  starts: [],
  carry: [],
  fields: Object.entries(headers).map(([key, header]) => field(key, header)),
}

/** A record that no rule has anything to say about. */
export const clean: Readonly<Record<string, string>> = {
  code: '11440100007482575H3440118009000',
  name: '取水许可审批',
  type: '行政许可',
  caseType: '承诺件',
  basis: '《中华人民共和国水法》第七条',
  statutory: '20个工作日',
  promised: '10个工作日',
  depth: '三级',
  conditions: '有取水口',
  materials: '申请书、身份证',
  fee: '不收费',
  office: '水政股',
  supervision: '0691-5550001',
}

export const unit = { code: '11440100007482575H', name: '水务局' }
const otherUnit = { code: '12441500196720244T', name: '林业局' }
const profile = await loadItemProfile()

/** Drafts of a sheet that holds the given records from row 4 on, after what the store holds already. */
export function draft(
  records: readonly Readonly<Record<string, string>>[],
  stored: readonly Item[] = [],
  levels: Readonly<Record<string, 'error' | 'warning' | 'hint' | 'off'>> = {},
): readonly Draft<Item>[] {
  const reading: FormReading = {
    form: 'items',
    unit: unit.name,
    header: [...new Set(records.flatMap((values) => Object.keys(values)))].map((key, column) => ({
      address: `${String.fromCharCode(65 + column)}3`,
      text: headers[key] ?? key,
      field: key,
      match: 'exact' as const,
      score: 1,
    })),
    headerRows: [3],
    rows: records.length + 3,
    records: records.map((values, index) => ({
      sheet: '梳理表',
      row: index + 4,
      rows: [index + 4],
      values,
      cells: Object.fromEntries(
        Object.keys(values).map((key, column) => [
          key,
          `${String.fromCharCode(65 + column)}${index + 4}`,
        ]),
      ),
    })),
    skipped: { blank: 0, title: 2, header: 1, total: 0, note: 0 },
    findings: [],
  }
  const drafts = draftItems(reading, {
    file: '水务局.xlsx',
    sha256: 'abc',
    form,
    unit,
    findUnit: (text) => [unit, otherUnit].find(({ name }) => name === text) ?? null,
    profile: { ...profile, levels },
    duplicates: createDuplicateIndex(stored, profile),
  })
  return [...drafts]
}

/** Codes found on each record. */
export function codes(drafts: readonly Draft<Item>[]): readonly (readonly string[])[] {
  return drafts.map(({ findings }) => findings.map(({ code }) => code))
}
