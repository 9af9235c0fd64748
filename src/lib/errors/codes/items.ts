import { ExitCode } from '../exit-code.js'
import { finding, problem } from '../kinds.js'

const LICENSING_LAW = '行政许可法'
const GUIDE_FIELDS = 'C0109 实施清单要素'
const TIDY_SHEET = '审批（服务）事项信息梳理表'

/** What the `items` room reports: problems stop the command, findings belong to a record. */
export const itemsProblems = {
  'HK-ITEM-001': problem<{ wanted: string; nearest: readonly string[] }>(ExitCode.usage),
  'HK-ITEM-002': problem<{ wanted: string; matches: readonly string[] }>(ExitCode.usage),
  'HK-ITEM-003': problem<{ name: string; state: string; wanted: readonly string[] }>(
    ExitCode.usage,
  ),
  'HK-ITEM-004': problem<{ by: string; names: readonly string[] }>(ExitCode.usage),
  'HK-ITEM-005': problem<object>(ExitCode.usage),
  'HK-ITEM-006': problem<{ what: string }>(ExitCode.usage),
  'HK-ITEM-007': problem<{ name: string; unit: string }>(ExitCode.usage),
  'HK-ITEM-008': problem<{ text: string }>(ExitCode.usage),
  'HK-ITEM-009': problem<{ file: string; line: number }>(ExitCode.bug),
  'HK-ITEM-101': problem<{ flags: readonly string[] }>(ExitCode.usage),
}

export const itemsFindings = {
  'HK-ITEM-010': finding<{ field: string }>('error', `${TIDY_SHEET} 必填项`),
  'HK-ITEM-011': finding<{ field: string; text: string }>('error', `${TIDY_SHEET} 办理时限`),
  'HK-ITEM-012': finding<{ promised: string; statutory: string }>(
    'error',
    `${LICENSING_LAW} 第四十二条；承诺时限不得长于法定时限`,
  ),
  'HK-ITEM-013': finding<{ promised: string; statutory: string }>(
    'warning',
    `${LICENSING_LAW} 第八十二条；时限单位不同`,
  ),
  'HK-ITEM-014': finding<{ statutory: string; limit: number }>(
    'warning',
    `${LICENSING_LAW} 第四十二条`,
  ),
  'HK-ITEM-015': finding<{ word: string }>('warning', `${LICENSING_LAW} 第四十五条`),
  'HK-ITEM-016': finding<{ sum: string; promised: string }>('error', '环节时限之和不超过承诺时限'),
  'HK-ITEM-017': finding<{ text: string }>('error', '网上办理深度一至四级'),
  'HK-ITEM-018': finding<{ text: string; known: readonly string[] }>('error', 'GB/T 39046 附录A.1'),
  'HK-ITEM-019': finding<{ text: string; known: readonly string[] }>(
    'warning',
    'GB/T 39046 附录A.6',
  ),
  'HK-ITEM-020': finding<{ name: string; file: string; sheet: string; row: number }>(
    'error',
    '同一单位的事项不得重复',
  ),
  'HK-ITEM-021': finding<{ name: string; unit: string }>('warning', '跨单位同名事项'),
  'HK-ITEM-022': finding<{ code: string; length: number }>('warning', '基本编码12位、实施编码31位'),
  'HK-ITEM-023': finding<{ code: string }>('warning', 'GB 32100-2015 校验码'),
  'HK-ITEM-024': finding<{ code: string; expected: string }>('warning', '实施编码前18位为实施主体'),
  'HK-ITEM-025': finding<{ code: string; prefix: string }>('warning', 'GB/T 2260 行政区划代码'),
  'HK-ITEM-026': finding<{ code: string; found: string; label: string }>(
    'warning',
    '基本编码第3至4位为事项类型',
  ),
  'HK-ITEM-027': finding<{ field: string; words: readonly string[] }>('hint', '不得使用含糊表述'),
  'HK-ITEM-028': finding<{ caseType: string; promised: string }>('warning', '即办件与办理时限一致'),
  'HK-ITEM-029': finding<{ text: string }>('error', '填报单位须在参演单位名单之内'),
  'HK-ITEM-030': finding<{ field: string }>('warning', `${TIDY_SHEET} 应填项`),
  'HK-ITEM-031': finding<{ code: string; unit: string }>('error', '实施编码唯一'),
  'HK-ITEM-032': finding<{ field: string; text: string }>('warning', '是或否'),
  'HK-ITEM-033': finding<{ code: string }>('warning', 'GB/T 39554 编码用字'),
  'HK-ITEM-066': finding<{ code: string }>('error', 'GB/T 39554 编码'),
  'HK-ITEM-034': finding<{ name: string; row: number }>('warning', '同名事项编码不同'),
  'HK-ITEM-035': finding<{ name: string; other: string }>('hint', '同一单位的事项名称相近'),
  'HK-ITEM-036': finding<{ depth: string; visits: string }>(
    'warning',
    '全程网办到办事现场次数为0（市级核对规则）',
  ),
  'HK-ITEM-037': finding<{ visits: string; field: string }>(
    'warning',
    `${GUIDE_FIELDS}：必须现场办理原因说明`,
  ),
  'HK-ITEM-038': finding<{ text: string; field: string }>(
    'warning',
    `${GUIDE_FIELDS}：必须现场办理原因说明`,
  ),
  'HK-ITEM-039': finding<{ field: string; text: string }>(
    'warning',
    `${GUIDE_FIELDS}：到办事现场次数`,
  ),
  'HK-ITEM-040': finding<{ channels: string; field: string }>(
    'warning',
    '0次到场且不网办的应支持邮寄（市级核对规则）',
  ),
  'HK-ITEM-041': finding<{ fee: string; field: string }>('warning', 'GB/T 39046-2020 表4 收费依据'),
  'HK-ITEM-042': finding<{ fee: string; field: string }>('hint', `${GUIDE_FIELDS}：网上支付`),
  'HK-ITEM-043': finding<{ fee: string; field: string }>('warning', `${GUIDE_FIELDS}：网上支付`),
  'HK-ITEM-044': finding<{ phone: string }>('warning', 'GB/T 39046-2020 表4 咨询电话、监督电话'),
  'HK-ITEM-045': finding<{ phone: string }>('hint', '座机号码应带区号（市级核对规则）'),
  'HK-ITEM-046': finding<{ text: string }>('warning', 'GB/T 39046-2020 表4 办理时间'),
  'HK-ITEM-047': finding<{ text: string }>('hint', 'GB/T 39046-2020 表4 办理地点'),
  'HK-ITEM-048': finding<{ name: string; field: string }>(
    'warning',
    `${GUIDE_FIELDS}：审批结果类型`,
  ),
  'HK-ITEM-049': finding<{ name: string; type: string; expected: string }>(
    'warning',
    `${GUIDE_FIELDS}：审批结果名称与类型对应`,
  ),
  'HK-ITEM-050': finding<{ audience: string; field: string }>(
    'warning',
    `${GUIDE_FIELDS}：主题分类`,
  ),
  'HK-ITEM-051': finding<{ field: string }>('hint', 'GB/T 39046-2020 表4 常见问题'),
  'HK-ITEM-052': finding<{ missing: readonly string[] }>(
    'warning',
    '受理、审批、办结各阶段均应设置',
  ),
  'HK-ITEM-053': finding<{ words: readonly string[] }>('hint', '申报材料不得有兜底条款'),
  'HK-ITEM-054': finding<{ region: string }>('warning', 'GB/T 2260 行政区划代码'),
  'HK-ITEM-055': finding<{ field: string; masked: string }>(
    'warning',
    'GB 11643-1999；个人信息保护',
  ),
  'HK-ITEM-056': finding<{ name: string; state: string }>(
    'warning',
    '不得有编辑状态或待审核事项；补充完善的事项由编办审核',
  ),
  'HK-ITEM-057': finding<{ depth: string; visits: string }>('hint', '到办事现场次数与办理深度对应'),
  'HK-ITEM-058': finding<{ codes: readonly string[] }>('error', '同名事项以实施编码区分'),
  'HK-ITEM-060': finding<{ caseType: string; review: string }>(
    'warning',
    '即办件即审即办，承诺件前审后批（市级核对规则）',
  ),
  'HK-ITEM-061': finding<{ name: string; field: string }>('hint', 'GB/T 39046-2020 表4 结果样本'),
  'HK-ITEM-062': finding<{ fee: string; field: string }>(
    'warning',
    `${GUIDE_FIELDS}：收费项目名称`,
  ),
  'HK-ITEM-063': finding<{ audience: string; field: string }>('hint', `${GUIDE_FIELDS}：主题分类`),
  'HK-ITEM-064': finding<{ text: string; own: string }>(
    'warning',
    'GB/T 39046-2020 附录A.2 行使层级',
  ),
  'HK-ITEM-065': finding<{ columns: readonly string[] }>('warning', `${TIDY_SHEET} 应填项`),
  'HK-ITEM-059': finding<{ count: number }>('hint', '不得有编辑状态或待审核事项'),
}
