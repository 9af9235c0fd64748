import type { Flaw } from '../flaw.js'
import type { Cell, SourceRow } from '../sources/index.js'
import type { FieldText } from './schema.js'
import { isFlaw, type Step, type StepKit, stepKinds } from './steps/index.js'

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
  const steps = written.map((step) => compileStep(step, kit))
  return {
    name,
    run: (row, _, flaws) => {
      let value: Cell = null
      for (const { work, seesNull } of steps) {
        if (value === null && !seesNull) continue
        const outcome = work(value, row)
        if (isFlaw(outcome)) {
          flaws.push({ ...outcome, field: name })
          return null
        }
        value = outcome
      }
      return value
    },
  }
}

/** A step of a field; most pass an empty value on unseen. */
interface FieldStep {
  readonly work: Step
  readonly seesNull: boolean
}

function compileStep(written: string | object, kit: StepKit): FieldStep {
  const [name, options] =
    typeof written === 'string' ? [written] : (Object.entries(written)[0] ?? [])
  const kind = stepKinds.get(name ?? '')
  if (kind === undefined) throw new Error(`no step ${name}`)
  return { work: kind.make(options, kit, written), seesNull: kind.seesNull }
}
