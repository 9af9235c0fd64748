import type { Finding } from '../errors/index.js'
import type { NoticePack } from '../notice/index.js'
import type { Form } from '../sheets/index.js'
import { writeFileAtomic } from '../workspace/index.js'
import type { UnitStanding } from './coverage.js'
import type { FileResult, FormResult, UnitName } from './model.js'
import { messagePath } from './return-paths.js'
import type { FormCounts, ReturnWords, UnitMessage } from './return-words.js'

/** What texts for units are made with. */
export interface MessageDesk {
  readonly out: string
  readonly pack: NoticePack
  readonly forms: readonly Form[]
  readonly at: string
  readonly words: ReturnWords
  /** Where the units stand after the run. */
  readonly units: readonly UnitStanding[]
}

/** Reasons told one by one; the rest is counted. */
const MOST_REASONS = 5
const MOST_PLACES = 6

/** Writes one short text per unit of a run, ready for its chat group; gives the paths. */
export async function writeUnitMessages(
  files: readonly FileResult[],
  desk: MessageDesk,
): Promise<readonly string[]> {
  const paths: string[] = []
  for (const unit of unitsIn(files)) {
    const own = files.filter(({ forms }) => forms.some((form) => form.unit.code === unit.code))
    const lines = desk.words.paper.message(unitMessage(unit, own, desk))
    const path = messagePath(desk.out, unit, desk.pack)
    paths.push((await writeFileAtomic(path, `${lines.join('\n')}\n`)).path)
  }
  return paths
}

function unitsIn(files: readonly FileResult[]): readonly UnitName[] {
  const units = files.flatMap(({ forms }) => forms.map(({ unit }) => unit))
  return [...new Map(units.map((unit) => [unit.code, unit])).values()]
}

function unitMessage(
  unit: UnitName,
  files: readonly FileResult[],
  { pack, forms: known, at, words, units }: MessageDesk,
): UnitMessage {
  const forms = files.flatMap((file) => file.forms.filter((form) => form.unit.code === unit.code))
  const errors = files.flatMap(({ findings }) => findings.filter(({ level }) => level === 'error'))
  const reasons = grouped(errors, words)
  const returned = forms.filter(({ quarantined }) => quarantined > 0).map(({ form }) => form)
  const due = dueDay(unit, returned, pack)
  const shown = reasons.slice(0, MOST_REASONS)
  return {
    unit: unit.name,
    forms: countsByForm(forms, known),
    reasons: shown,
    more: reasons.slice(MOST_REASONS).reduce((sum, { count }) => sum + count, 0),
    annotated: files.flatMap(({ annotated }) => annotated ?? []),
    open: openBefore(unit, forms, units),
    due,
    isLate: due !== null && due < at.slice(0, 10),
  }
}

/** How many records of the unit were returned before this run and still are. */
function openBefore(
  { code }: UnitName,
  forms: readonly FormResult[],
  units: readonly UnitStanding[],
): number {
  const standing = units.find(({ unit }) => unit.code === code)?.forms ?? []
  const returned = standing.reduce((sum, one) => sum + one.returned, 0)
  return Math.max(
    0,
    forms.reduce((left, one) => left - one.quarantined, returned),
  )
}

function countsByForm(results: readonly FormResult[], known: readonly Form[]): FormCounts[] {
  const ids = [...new Set(results.map(({ form }) => form))]
  return ids.map((id) => {
    const own = results.filter(({ form }) => form === id)
    const sum = (field: 'read' | 'stored' | 'unchanged' | 'quarantined' | 'refused'): number =>
      own.reduce((total, one) => total + one[field], 0)
    return {
      title: known.find((form) => form.id === id)?.title ?? id,
      read: sum('read'),
      stored: sum('stored'),
      unchanged: sum('unchanged'),
      quarantined: sum('quarantined'),
      refused: sum('refused'),
    }
  })
}

/** The same words about many rows are one reason. */
function grouped(errors: readonly Finding[], { describe }: ReturnWords) {
  const groups = new Map<string, Finding[]>()
  for (const finding of errors) {
    const { message } = describe(finding)
    const group = groups.get(message)
    if (group === undefined) groups.set(message, [finding])
    else group.push(finding)
  }
  return [...groups]
    .sort(([, a], [, b]) => b.length - a.length)
    .map(([text, findings]) => ({
      text,
      places: findings.slice(0, MOST_PLACES).flatMap(({ row }) => (row ? String(row) : [])),
      count: findings.length,
    }))
}

/** The first day by which the notice wants one of the forms of this unit. */
function dueDay(unit: UnitName, forms: readonly string[], pack: NoticePack): string | null {
  const batch = pack.units.find(({ code }) => code === unit.code)?.batch
  const day = pack.batches.find(({ id }) => id === batch)?.day
  const days = pack.obligations
    .filter(({ form, who }) => who === 'unit' && form !== null && forms.includes(form))
    .map(({ due, byBatch }) => (byBatch && day !== undefined ? day : due))
  return [...days].sort()[0] ?? null
}
