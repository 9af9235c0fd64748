import type { Flaw } from '../flaw.js'
import type { Cell, SourceRow } from '../sources/index.js'
import type { FieldText } from './schema.js'
import {
  isFlaw,
  looksAround,
  type Outcome,
  type Step,
  type StepKit,
  stepKinds,
} from './steps/index.js'

/** A field made ready: its value for a row, null with a reason more in `flaws` when it has none. */
export interface FieldWork {
  readonly name: string
  readonly run: (row: SourceRow, key: string, flaws: Flaw[]) => Cell
}

interface Around {
  readonly kit: StepKit
  /** What stands before the key in the target: `system/entity/`. */
  readonly prefix: string
}

/** Makes a field ready. */
export function compileField(name: string, written: FieldText, { kit, prefix }: Around): FieldWork {
  if (typeof written === 'string') return compileField(name, [{ get: written }], { kit, prefix })
  if (!Array.isArray(written)) {
    if ('key' in written) return { name, run: (_, key) => prefix + key }
    const { const: value } = written
    return { name, run: () => value }
  }
  const work = fieldWork(written, kit)
  return {
    name,
    run: (row, _, flaws) => {
      const outcome = work(row)
      if (!isFlaw(outcome)) return outcome
      flaws.push({ ...outcome, field: name })
      return null
    },
  }
}

type Work = (row: SourceRow) => Outcome

function fieldWork(written: readonly (string | object)[], kit: StepKit): Work {
  const steps = written.map((step) => compileStep(step, kit))
  const work: Work = (row) => {
    let value: Cell = null
    for (const { work, seesNull } of steps) {
      if (value === null && !seesNull) continue
      const outcome = work(value, row)
      if (isFlaw(outcome)) return outcome
      value = outcome
    }
    return value
  }
  const [first, ...rest] = steps
  const isOfColumn = first?.name === 'get' && rest.length > 0
  if (!isOfColumn || rest.some(({ name }) => looksAround.has(name))) return work
  return remembering(kit.column(String(first.options)), work)
}

/** Outcomes that are kept of a field, each of a text no longer than this. */
const KEPT = { outcomes: 4096, letters: 64 }

/**
 * The work of a field that is made of one column alone, with what came of a text kept: units, states, days, fees and names
 * come again and again, and to find one is faster than to make it anew. A column whose texts do not come again is not asked.
 */
function remembering(read: (row: SourceRow) => Cell, work: Work): Work {
  const kept = new Map<string, Outcome>()
  let asked = 0
  let isOfUse = true
  return (row) => {
    const cell = isOfUse ? read(row) : null
    if (typeof cell !== 'string' || cell.length > KEPT.letters) return work(row)
    asked += 1
    const known = kept.get(cell)
    if (known !== undefined) return known
    const outcome = work(row)
    if (kept.size < KEPT.outcomes) kept.set(String(alone(cell)), alone(outcome))
    else if (asked < 2 * KEPT.outcomes) isOfUse = false
    return outcome
  }
}

/** The same, and a text as one of its own: if it was cut out of a block of a file, it would keep the block in memory. */
function alone<T extends Outcome>(outcome: T): T | string {
  if (typeof outcome !== 'string') return outcome
  return Buffer.from(outcome, 'utf16le').toString('utf16le')
}

/** A step of a field; most pass an empty value on unseen. */
interface FieldStep {
  readonly name: string
  readonly options: unknown
  readonly work: Step
  readonly seesNull: boolean
}

function compileStep(written: string | object, kit: StepKit): FieldStep {
  const [name = '', options] =
    typeof written === 'string' ? [written] : (Object.entries(written)[0] ?? [])
  const kind = stepKinds.get(name)
  if (kind === undefined) throw new Error(`no step ${name}`)
  const work = kind.make(options, kit, written)
  return { name, options, work, seesNull: kind.seesNull }
}
