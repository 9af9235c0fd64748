import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Finding } from '../../../errors/index.js'
import { writeForms } from '../../../sheets/index.js'
import { type Workspace, writeFileAtomic } from '../../../workspace/index.js'
import { stringifyYaml, withKeys } from '../../../yaml/index.js'
import { refuseLooser } from '../tighten.js'
import { planSource } from '../workspace-plan.js'
import { changesBetween, type PlanChange } from './changes.js'
import { PLAN_SHEETS, planForms, planNames, planRows } from './forms.js'
import { changedKeys } from './keys.js'
import { readPlanBook } from './read.js'
import { type PlanBookSource, tablesOf } from './tables.js'

/** A plan as a workbook that offices edit: opening hours, units, who acts, exemptions; one sheet each, with notes. */
export async function planBook(source: PlanBookSource, at: Date): Promise<Uint8Array> {
  const forms = await planForms(source)
  const rows = planRows(tablesOf(source), planNames(source))
  const { name: unit } = source.notice.office
  return writeForms(
    PLAN_SHEETS.map((id) => ({ form: forms[id], unit, rows: rows[id] })),
    at,
  )
}

/** What reading a workbook back came to; `file` is the plan that was written, null when nothing was. */
export interface ImportedPlan {
  readonly file: string | null
  readonly changes: readonly PlanChange[]
  readonly findings: readonly Finding[]
}

/**
 * Reads a plan's workbook back into `drills/plan.yaml`: the keys that it changes are set, comments and all else stay.
 * One cell that cannot be taken, and nothing is written. HK-DRILL-015 when the plan would be looser than one above it.
 */
export async function importPlanBook(
  workspace: Workspace,
  file: string,
  isDry: boolean,
): Promise<ImportedPlan> {
  const source = await planSource(workspace)
  const { tables, findings } = await readPlanBook(file, source)
  if (findings.length > 0) {
    return { file: null, changes: [], findings: findings.map((one) => ({ ...one, file })) }
  }
  const themes = new Map(source.notice.themes.map(({ id, title }) => [id, title]))
  const changes = changesBetween(tablesOf(source), tables, planNames(source), themes)
  if (changes.length === 0 || isDry) return { file: null, changes, findings }
  const keys = changedKeys(source, tables)
  if (source.above) refuseLooser({ ...source.plays, ...keys }, source.above)
  const plan = join(workspace.paths.drills, 'plan.yaml')
  const text = existsSync(plan) ? readFileSync(plan, 'utf8') : emptyPlan(source)
  await writeFileAtomic(plan, withKeys(text, { ...keys }))
  return { file: plan, changes, findings }
}

function emptyPlan({ notice: { id, number, title } }: PlanBookSource): string {
  const schemaUrl = '../schemas/drill-plan.schema.json'
  return stringifyYaml({ drill: 1, notice: id }, { schemaUrl, comment: `${number} ${title}` })
}
