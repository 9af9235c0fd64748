import type { JournalLine } from '../journal/model.js'

/** What of a drill no quota shows: who was away, when it stood still, who stepped in, what people said. */
export type HappeningSort =
  | 'attended'
  | 'absent'
  | 'makeup'
  | 'outage'
  | 'pause'
  | 'stand-in'
  | 'skip'
  | 'self-reported'
  | 'paper'
  | 'note'
  | 'signed'
  | 'disputed'
  | 'withdrawn'
  | 'overridden'

/** One such thing, as a line of the journal tells it. */
export interface Happening {
  readonly seq: number
  readonly at: string
  readonly sort: HappeningSort
  /** Codes of the units that it concerns; empty: all of them. */
  readonly units: readonly string[]
  readonly by: string
  /** The stretch of time that was declared, or for which the drill stood still; null where it has none, or no end yet. */
  readonly from: string | null
  readonly to: string | null
  /** The key of the step, or the requirement (`R1/通知公告`), that it is about. */
  readonly about: string | null
  /** The reason, the cause, the note, the names: what was said. */
  readonly text: string
}

/** Everything of that kind in a run, in the order of the journal. A pure function of its lines. */
export function happeningsOf(lines: readonly JournalLine[]): readonly Happening[] {
  return lines.flatMap((line, index) => {
    const sort = SORTS[line.type]?.(line) ?? null
    if (sort === null) return []
    const { seq, at, unit, by, data } = line
    const units = unit === undefined ? listed(data['units']) : [unit]
    const [from, to] = sort === 'pause' ? [at, endOf(lines, index)] : [data['from'], data['to']]
    const span = { from: textOf(from), to: textOf(to) }
    return [
      { ...{ seq, at, sort, units, by: by.id, about: aboutOf(line) }, ...span, text: saidIn(data) },
    ]
  })
}

type Sorting = (line: JournalLine) => HappeningSort | null

const as =
  (sort: HappeningSort): Sorting =>
  () =>
    sort

/** Pauses and skipped steps are told where a person decided them: a run also rests by itself, and gives up what it cannot reach. */
const SORTS: Partial<Record<JournalLine['type'], Sorting>> = {
  'unit.attended': as('attended'),
  'unit.absent': as('absent'),
  'makeup.opened': as('makeup'),
  'outage.declared': as('outage'),
  'run.paused': ({ data }) => (data['because'] === 'operator' ? 'pause' : null),
  'step.understudied': as('stand-in'),
  'step.skipped': ({ by }) => (by.kind === 'operator' ? 'skip' : null),
  'step.reported': as('self-reported'),
  'note.added': ({ data }) => (data['paper'] === true ? 'paper' : 'note'),
  'gate.signed': as('signed'),
  'verdict.disputed': ({ data }) => (data['withdrawn'] === true ? 'withdrawn' : 'disputed'),
  'verdict.overridden': as('overridden'),
}

function aboutOf({ key, data }: JournalLine): string | null {
  const { requirement, column } = data
  if (typeof requirement !== 'string') return key ?? null
  return typeof column === 'string' ? `${requirement}/${column}` : requirement
}

function endOf(lines: readonly JournalLine[], index: number): string | null {
  return lines.slice(index).find(({ type }) => type === 'run.resumed')?.at ?? null
}

/** What a person said in a line; a reason that was wrapped is unwrapped. */
function saidIn(data: JournalLine['data']): string {
  const inner = typeof data['because'] === 'object' ? data['because'] : null
  const all: Readonly<Record<string, unknown>> = { ...data, ...inner }
  const persons = listed(data['persons']).join('、')
  const words = [
    all['text'],
    all['reason'],
    all['because'],
    all['cause'],
    all['note'],
    all['title'],
  ]
  return words.map(textOf).find((one): one is string => one !== null) ?? persons
}

function listed(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}
