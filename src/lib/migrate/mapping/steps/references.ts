import { z } from 'zod'
import { flaw } from '../../flaw.js'
import { onText, type StepKind, shown } from './model.js'

const name = z.string().min(1)
const missing = z.enum(['quarantine', 'null', 'keep'])
const codeBeside = { on_missing: missing.default('quarantine') }
const lookupBeside = {
  by: z.enum(['key', 'unique']).default('key'),
  on_missing: z.enum(['quarantine', 'null']).default('quarantine'),
}

/** Values that stand elsewhere: in a code table, in an entity that was migrated before. Never a stub: what is missing is missing. */
export const referenceSteps = {
  /** `{ code: status_map, on_missing: quarantine | null | keep }`. */
  code: {
    options: name,
    beside: codeBeside,
    seesNull: false,
    make: (table, kit, beside) => {
      const codes = kit.codes(name.parse(table))
      const { on_missing } = z.object(codeBeside).parse(beside)
      return onText((text) => {
        const found = codes.get(text)
        if (found !== undefined) return found
        if (on_missing === 'keep') return text
        return on_missing === 'null'
          ? null
          : flaw('HK-MIG-305', { table: String(table), text: shown(text) })
      })
    },
  },
  /**
   * `{ lookup: person }`: what the row of that key became in the target (its unique value). `by: unique`: the value at hand
   * is such a unique value already (an ID number made alike on both sides), and must have been migrated.
   */
  lookup: {
    options: name,
    beside: lookupBeside,
    seesNull: false,
    make: (entity, kit, beside) => {
      const { by, on_missing } = z.object(lookupBeside).parse(beside)
      const find = kit.lookup(name.parse(entity), by)
      return onText((text) => {
        const found = find(text)
        if (found !== null || on_missing === 'null') return found
        return flaw('HK-MIG-306', { entity: String(entity), text: shown(text) })
      })
    },
  },
} satisfies Record<string, StepKind>
