import { ExitCode } from '../exit-code.js'
import { finding, problem } from '../kinds.js'

const LICENSING_LAW = '行政许可法'
const TIDY_SHEET = '审批（服务）事项信息梳理表'

/** What the `items` room reports: problems stop the command, findings belong to a record. */
export const itemsProblems = {
  'HK-ITEM-001': problem<{ wanted: string; nearest: readonly string[] }>(ExitCode.usage),
  'HK-ITEM-002': problem<{ wanted: string; matches: readonly string[] }>(ExitCode.usage),
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
  'HK-ITEM-034': finding<{ name: string; row: number }>('warning', '同名事项编码不同'),
}
