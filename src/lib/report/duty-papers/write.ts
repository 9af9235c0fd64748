import { join } from 'node:path'
import {
  type DrillPlan,
  planSource,
  planUnit,
  planWorkspace,
  type UnitDuties,
  unitDuties,
} from '../../drill/index.js'
import type { NoticePack } from '../../notice/index.js'
import { type Workspace, type WrittenFile, writeFileAtomic } from '../../workspace/index.js'
import type { BlankSheet } from './model.js'
import { attendanceSheet, recordSheet, taskSlips } from './sheets.js'

/** What is printed before a drill: 过程记录表 by unit, 任务单 by person, 签到表 by batch. */
export const dutyPapers = ['record', 'slips', 'attendance'] as const
/** One kind of them. */
export type DutyPaper = (typeof dutyPapers)[number]

/** Which papers of the plan as it stands, of which unit (null: all), and where to. */
export interface DutyPapersOrder {
  readonly workspace: Workspace
  readonly papers: readonly DutyPaper[]
  readonly unit: string | null
  readonly out: string
  readonly seed: number
}

/**
 * Writes the papers that a drill is held with as .docx files, each whole: `国土局-演练过程记录表.docx`,
 * `国土局-任务单.docx`, `签到表.docx`. They come from the plan and the people at hand. HK-DRILL-005 for an unknown unit.
 */
export async function writeDutyPapers(order: DutyPapersOrder): Promise<WrittenFile[]> {
  const { workspace, papers, unit, out, seed } = order
  const { notice: pack, roles } = await planSource(workspace)
  const { plan, timetable, people } = await planWorkspace(workspace, seed)
  const code = unit === null ? null : planUnit(pack, unit).code
  const duties = unitDuties(plan, timetable)
  const own = duties.filter((one) => code === null || one.unit.code === code)
  const names = { pack, roles, people }
  const sheets = {
    record: () =>
      own.map((one) => [`${one.unit.short}-演练过程记录表`, [recordSheet(one, names)]] as const),
    slips: () => slipFiles(taskSlips(duties, names), pack, code),
    attendance: () => [['签到表', attendanceSheets(plan, own, pack)] as const],
  }
  const day = plan.batches[0]?.windows[0]?.from.slice(0, 10) ?? pack.issued
  const written: WrittenFile[] = []
  for (const [name, pages] of papers.flatMap((paper) => sheets[paper]())) {
    written.push(
      await writeSheets(join(out, `${name}.docx`), pages, { office: pack.office.name, day }),
    )
  }
  return written
}

/** The 签到表 of a plan, a page for each batch. */
export function attendanceSheets(
  { people = [], steps, batches }: DrillPlan,
  duties: readonly Pick<UnitDuties, 'unit' | 'batch'>[],
  pack: NoticePack,
): BlankSheet[] {
  return batches.flatMap((batch) => {
    const units = duties.filter((one) => one.batch.id === batch.id)
    const rows = units.map(({ unit: { code, short } }) => {
      const acting = new Set(steps.flatMap((step) => (step.unit === code ? [step.account] : [])))
      const named = people.filter(({ account }) => acting.has(account))
      return { short, people: named.map(({ name }) => name) }
    })
    return rows.length === 0 ? [] : [attendanceSheet(batch, rows, pack)]
  })
}

/** Writes the 签到表 of a run's plan. */
export async function writeAttendance(
  plan: DrillPlan,
  pack: NoticePack,
  { batch, file }: { readonly batch: string | null; readonly file: string },
): Promise<WrittenFile> {
  const batches = plan.batches.filter(({ id }) => batch === null || id === batch)
  const duties = plan.units.flatMap((unit) =>
    batches.filter(({ id }) => id === unit.batch).map((one) => ({ unit, batch: one })),
  )
  const day = batches[0]?.windows[0]?.from.slice(0, 10) ?? pack.issued
  const pages = attendanceSheets({ ...plan, batches }, duties, pack)
  return writeSheets(file, pages, { office: pack.office.name, day })
}

function slipFiles(
  byUnit: ReadonlyMap<string, readonly BlankSheet[]>,
  pack: NoticePack,
  code: string | null,
): (readonly [string, readonly BlankSheet[]])[] {
  const units = [...pack.units, { ...pack.office, short: pack.office.name }]
  return units
    .filter((unit) => code === null || unit.code === code)
    .flatMap((unit) => {
      const pages = byUnit.get(unit.code)
      return pages === undefined ? [] : [[`${unit.short}-任务单`, pages] as const]
    })
}

async function writeSheets(
  file: string,
  pages: readonly BlankSheet[],
  about: { readonly office: string; readonly day: string },
): Promise<WrittenFile> {
  const { renderSheets } = await import('../gongwen/document.js')
  return writeFileAtomic(file, await renderSheets(pages, about))
}
