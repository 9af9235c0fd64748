import { z } from 'zod'
import { celText, templateText } from '../expr/index.js'

const name = z.string().regex(/^[a-z][A-Za-z0-9]*$/)
const ruleId = z.string().regex(/^[A-Z]\d{2}[a-z]?$/)
const title = z.string().min(1)

const rule = z
  .strictObject({
    title,
    /** The sort of fact that it judges: clock, limit, entry, item, node ... */
    on: name,
    /** Which of these facts, bare CEL over the inputs. */
    when: celText().optional(),
    /** The measurements that it needs; a fact that lacks one is not judged. */
    inputs: z.array(name).min(1),
    /** Bare CEL over the inputs; the gravest that holds is the card. */
    warning: celText().optional(),
    yellow: celText().optional(),
    red: celText().optional(),
    /** The arithmetic, with `${CEL}` over the inputs. */
    lines: z.array(templateText()).min(1),
    basis: title,
  })
  .refine((one) => one.warning ?? one.yellow ?? one.red, {
    error: 'warning, yellow or red',
  })

const file = z.strictObject({
  supervision: z.literal(1),
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  version: z.int().positive(),
  title,
  source: title,
  rules: z.record(ruleId, rule),
})

/** Zod schema of a preset that stands on its own. */
export const basePreset = file

/** Zod schema of `templates/supervision/<id>.yaml`: rules of its own over those of the preset that it extends. */
export const supervisionFile = file.extend({ extends: z.string().min(1).optional() })

/** A rule as it is written. */
export type RuleText = z.output<typeof rule>
