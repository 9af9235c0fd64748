import { csvOf } from './export-csv.js'
import { keycloakOf } from './export-keycloak.js'
import { ldifOf } from './export-ldif.js'
import { type ExportSources, type RosterExport, rosterExport } from './export-model.js'
import { scimOf } from './export-scim.js'
import { table2Of } from './export-table2.js'
import { workbookOf } from './export-workbook.js'

/** What a mapping can leave the house as. */
export const EXPORT_FORMATS = ['xlsx', 'csv', 'json', 'scim', 'keycloak', 'ldif', 'table2'] as const
export type ExportFormat = (typeof EXPORT_FORMATS)[number]

/** One file of an export under its usual name; `unit` is the unit whose form it is, null for a file of all. */
export interface ExportFile {
  readonly unit: string | null
  readonly name: string
  readonly data: string | Uint8Array
}

interface Wish {
  readonly format: ExportFormat
  /** Code of the one unit, null for all. */
  readonly unit: string | null
  /** The date in the papers' file properties. */
  readonly at: Date
  /** Of `ldif`: where in the directory the accounts hang. */
  readonly suffix?: string | undefined
}

/** The mapping in a format: one file, or for `table2` one of each unit that has people. */
export async function exportRoster(
  sources: ExportSources,
  { format, unit, at, suffix }: Wish,
): Promise<readonly ExportFile[]> {
  const model = rosterExport(sources, unit)
  if (format === 'table2') {
    const forms = await table2Of(model, sources, at)
    return forms.map(({ unit: owner, bytes }) => ({
      ...{ unit: owner, name: `${owner.replace(/[\\/:*?"<>|\s]/gu, '_')}-${NAMES.table2}.xlsx` },
      data: bytes,
    }))
  }
  const data = format === 'xlsx' ? await workbookOf(model, at) : TEXTS[format](model, suffix)
  return [{ unit: null, name: NAMES[format], data }]
}

const NAMES: Readonly<Record<ExportFormat, string>> = {
  xlsx: '对应表.xlsx',
  csv: '用户与分工.csv',
  json: '用户与分工.json',
  scim: 'scim-bulk.json',
  keycloak: 'keycloak-realm.json',
  ldif: 'accounts.ldif',
  table2: '附件1表2',
}

const TEXTS: Readonly<
  Record<Exclude<ExportFormat, 'xlsx' | 'table2'>, (model: RosterExport, suffix?: string) => string>
> = {
  csv: (model) => csvOf(model),
  json: (model) => documentOf(model),
  scim: (model) => documentOf(scimOf(model)),
  keycloak: (model) => documentOf(keycloakOf(model)),
  ldif: ldifOf,
}

function documentOf(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`
}
