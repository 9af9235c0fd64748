import {
  drillCards,
  happeningsOf,
  type JournalLine,
  linesOf,
  type RunFolder,
  scoreRun,
  stepTitles,
} from '../drill/index.js'
import type { Finding } from '../errors/index.js'
import type { Item } from '../items/index.js'
import type { NoticePack } from '../notice/index.js'
import { proposalsOf, type RegisteredProblem } from '../problems/index.js'
import type { Mapping } from '../roster/index.js'
import type { RuleSet } from '../supervision/index.js'
import {
  listQuarantine,
  listRecords,
  type QuarantinedRecord,
  type RecordKind,
  type Store,
} from '../workspace/index.js'
import type {
  FormCounts,
  FormName,
  HallAbilities,
  ReportFacts,
  ReturnedRecord,
  Titles,
} from './facts.js'

/** Where a report's facts lie. `describe` gives a finding's words, in Chinese: papers are Chinese. */
export interface FactSources {
  readonly store: Store
  readonly pack: NoticePack
  readonly mapping: Mapping
  readonly run: RunFolder
  readonly describe: (finding: Finding) => {
    readonly message: string
    readonly fix: readonly string[]
  }
  readonly titles: Titles
  /** What the drill's hall was found able to do; null when it was not checked. */
  readonly abilities: HallAbilities | null
  readonly register: readonly RegisteredProblem[]
  /** The rules of the drill's own supervision. */
  readonly rules: RuleSet
  /** The day the paper bears; the drill's last day when null. */
  readonly day: string | null
}

const FORMS: readonly { readonly form: FormName; readonly kind: RecordKind }[] = [
  { form: 'items', kind: 'item' },
  { form: 'people', kind: 'person' },
  { form: 'articles', kind: 'article' },
]

function returnedOf(
  record: QuarantinedRecord<unknown>,
  form: FormName,
  { describe }: FactSources,
): ReturnedRecord {
  const { unit, source, findings } = record
  const reasons = findings
    .filter((finding) => finding.level === 'error')
    .map((finding) => {
      const { message, fix } = describe(finding)
      return { code: finding.code, message, fix: fix.join('；') }
    })
  return { unit, form, file: source.file, sheet: source.sheet, row: source.row, reasons }
}

function lastDay(lines: readonly JournalLine[]): string | undefined {
  return lines.at(-1)?.at.slice(0, 10)
}

/** The notice with the days, hours and batches in which the run was really planned. */
function asPlanned(pack: NoticePack, { batches, units }: RunFolder['plan']): NoticePack {
  const batchOf = new Map(units.map(({ code, batch }) => [code, batch]))
  return {
    ...pack,
    units: pack.units.map((unit) => ({ ...unit, batch: batchOf.get(unit.code) ?? unit.batch })),
    batches: pack.batches.map((batch) => {
      const windows = batches.find(({ id }) => id === batch.id)?.windows ?? []
      const day = windows[0]?.from.slice(0, 10) ?? batch.day
      const own = windows.filter(({ from }) => from.startsWith(day))
      const hours = own.map(({ from, to }) => [from.slice(11, 16), to.slice(11, 16)] as const)
      return { ...batch, day, windows: hours.length > 0 ? hours : batch.windows }
    }),
  }
}

/** Gathers what a report is computed from: the stores and one run's journal. Reads only. */
export function collectFacts(sources: FactSources): ReportFacts {
  const { store, mapping, run, titles } = sources
  const pack = asPlanned(sources.pack, run.plan)
  const lines = linesOf(run.folder)
  const items = listRecords<Item>(store, 'item')
  const back = FORMS.map(({ form, kind }) => ({ form, records: listQuarantine(store, kind) }))
  const countsOf = ({ form, kind }: (typeof FORMS)[number]): [FormName, FormCounts] => {
    const returned = back.find((one) => one.form === form)?.records.length ?? 0
    return [form, { kept: listRecords(store, kind).length, returned }]
  }
  const { plan } = run
  const score = scoreRun(plan, lines, pack)
  const cards = drillCards({ plan, pack, lines, score }, sources.rules)
  return {
    ...{ pack, score, lines, cards, register: sources.register },
    proposals: proposalsOf({ plan, pack, score, lines, cards }),
    items: items.map(({ data, key, version, source }) => ({ ...data, key, version, source })),
    mapping,
    intake: Object.fromEntries(FORMS.map(countsOf)) as Record<FormName, FormCounts>,
    returned: back.flatMap(({ form, records }) =>
      records.map((record) => returnedOf(record, form, sources)),
    ),
    ...{ happenings: happeningsOf(lines), stepTitles: stepTitles(plan) },
    ...{ titles, abilities: sources.abilities },
    day: sources.day ?? lastDay(lines) ?? pack.issued,
  }
}
