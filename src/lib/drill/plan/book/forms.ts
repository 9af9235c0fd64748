import { join } from 'node:path'
import { templatesDir } from '../../../assets/index.js'
import { type Form, type FormField, type FormRow, loadForm } from '../../../sheets/index.js'
import type { PlanBookSource, PlanTables } from './tables.js'
import { owedTimes } from './tables.js'

/** The sheets of a plan's workbook. */
export const PLAN_SHEETS = ['windows', 'units', 'cast', 'exempt'] as const
export type PlanSheet = (typeof PLAN_SHEETS)[number]

/** What a person reads and picks in a sheet for what the plan names by code or id. */
export interface PlanNames {
  readonly batch: ReadonlyMap<string, string>
  readonly unit: ReadonlyMap<string, string>
  readonly role: ReadonlyMap<string, string>
  readonly requirement: ReadonlyMap<string, string>
  readonly by: ReadonlyMap<string, string>
}

/** The names that a notice gives its parts. */
export function planNames({ notice, roles }: PlanBookSource): PlanNames {
  return {
    batch: new Map(notice.batches.map(({ id, title }) => [id, title])),
    unit: new Map(notice.units.map(({ code, short }) => [code, short])),
    role: roles,
    requirement: new Map(notice.requirements.map(({ id, title }) => [id, `${id} ${title}`])),
    by: new Map([
      ['human', '人'],
      ['robot', '机器人'],
    ]),
  }
}

/** The forms of templates/drills/forms with this plan's themes as columns and its names to choose from. */
export async function planForms(source: PlanBookSource): Promise<Record<PlanSheet, Form>> {
  const names = planNames(source)
  const at = { templatesDir: join(templatesDir(), 'drills') }
  const forms = await Promise.all(
    PLAN_SHEETS.map(async (id): Promise<[PlanSheet, Form]> => {
      const form = await loadForm(`plan-${id}`, at)
      const fields = form.fields.map((field) => {
        const known = names[field.key as keyof PlanNames]
        return known ? { ...field, choices: [...known.values()] } : field
      })
      return [
        id,
        { ...form, fields: id === 'units' ? [...fields, ...themeFields(source)] : fields },
      ]
    }),
  )
  return Object.fromEntries(forms) as Record<PlanSheet, Form>
}

/** The field of a theme's column, and back. */
export const timesKey = (theme: string) => `times.${theme}`

function themeFields(source: PlanBookSource): FormField[] {
  const { notice } = source
  const themes = owedTimes({ ...source, pack: notice })
  const shared = { weak: [], type: 'count', required: true, width: 12, choices: [], example: '' }
  return notice.themes
    .filter(({ id }) => themes.has(id))
    .map(({ id, title, clause }) => ({
      ...shared,
      type: 'count',
      key: timesKey(id),
      header: `演练次数·${title}`,
      synonyms: [title],
      note: '没有改动的随通知，改动的不得少于通知的要求；按栏目演的为每栏次数',
      inferred: false,
      clause,
    }))
}

/** The rows of a plan's sheets, in words. */
export function planRows(tables: PlanTables, names: PlanNames): Record<PlanSheet, FormRow[]> {
  const said = (sort: keyof PlanNames, id: string | undefined) =>
    id === undefined ? '' : (names[sort].get(id) ?? id)
  return {
    windows: tables.windows.map(({ batch, ...row }) => ({ ...row, batch: said('batch', batch) })),
    units: tables.units.map(({ unit, batch, times }) => ({
      ...{ unit: said('unit', unit), batch: said('batch', batch) },
      ...Object.fromEntries(Object.entries(times).map(([id, n]) => [timesKey(id), String(n)])),
    })),
    cast: tables.cast.map(({ role, batch, unit, by, understudy }) => ({
      ...{ role: said('role', role), batch: said('batch', batch), unit: said('unit', unit) },
      ...{ by: said('by', by), understudy: spanSaid(understudy) },
    })),
    exempt: tables.exempt.map(({ requirement, unit, because }) => ({
      ...{ unit: said('unit', unit), requirement: said('requirement', requirement), because },
    })),
  }
}

function spanSaid(span = ''): string {
  return span.replace(/h$/, '小时').replace(/m$/, '分钟')
}
