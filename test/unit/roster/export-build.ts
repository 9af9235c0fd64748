import {
  type ExportFormat,
  exportRoster,
  generateMapping,
  loadRosterRules,
} from '../../../src/lib/roster/index.js'
import { aLine, anItem, aPack, aPerson, sources } from './build.js'

export const rules = await loadRosterRules()
/** The only telephone of the roster below; it stands in its own column. */
export const PHONE = '13800001234'
/** Numbers that clerks wrote into other columns: a telephone, and an ID number with a wrong check digit. */
export const STRAY = ['13900005678', '532822199001011230'] as const
const people = [
  aPerson('张三', {
    title: '股长',
    office: '林政股',
    phone: PHONE,
    roles: ['window_acceptor'],
    lines: [aLine({ node: 'accept', limit: '1个工作日' })],
  }),
  aPerson('=HYPERLINK("x")', {
    title: `窗口人员${STRAY[0]}`,
    post: `身份证${STRAY[1]}`,
    roles: ['window_acceptor'],
    lines: [aLine({ item: '甲', node: 'accept', ab: 'B' })],
  }),
  aPerson('李四', {
    workNo: 'A-1',
    roles: ['reviewer'],
    lines: [aLine({ item: '甲', node: 'review' })],
  }),
  aPerson('王五', { roles: ['supervisor'] }),
]
export const items = [anItem('甲', { code: '11532822000001' }), anItem('乙')]
export const given = sources(rules, { people, items, applicants: 1 })
export const { mapping, staff } = generateMapping(given)
export const exportSources = { pack: aPack(), rules, mapping, staff, items }
export const at = new Date('2015-04-08T00:00:00Z')

/** A roster of three officers, an idle one and an applicant, in a format. */
export async function exported(format: ExportFormat): Promise<string | Uint8Array> {
  const [file] = await exportRoster(exportSources, { format, unit: null, at })
  return file?.data ?? ''
}

/** The same, of a format that is one JSON document. */
export async function document(format: ExportFormat) {
  return JSON.parse(String(await exported(format)))
}
