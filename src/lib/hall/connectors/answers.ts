import { basename } from 'node:path'
import { z } from 'zod'
import { AppError } from '../../errors/index.js'
import { celText, templateText } from '../../expr/index.js'
import { readYaml } from '../../yaml/index.js'
import { type Cel, celOf } from './cel.js'
import type { ManualTask, Person } from './manual.js'

const NAMES = ['action', 'kind', 'name', 'id', 'input', 'tag', 'account']
const word = z.string().regex(/^[a-z][A-Za-z0-9_]*$/)

/** Zod schema of a file of answers to manual steps. */
export const answersFile = z.strictObject({
  answers: z.literal(1),
  /** Whose statement it is. */
  by: z.string().min(1),
  steps: z
    .array(
      z.strictObject({
        /** An action, with `*` for its kind or its name. */
        action: z.string().regex(/^(?:\*|[a-z_*]+\.[a-z_*]+)$/),
        when: celText(NAMES).optional(),
        tell: z.record(word, templateText(NAMES)).default({}),
        done: z.boolean().default(true),
      }),
    )
    .min(1),
})

type Step = z.output<typeof answersFile>['steps'][number]

/**
 * People as a file speaks for them: the first entry that fits a task answers it, none is as if nobody were there.
 * Errors of the file as `readYaml`; HK-CONN-013 when an entry leaves out what the connector asks for.
 */
export async function scriptedPerson(file: string): Promise<Person> {
  const { by, steps } = await readYaml(file, answersFile)
  const cel = celOf(basename(file))
  return async (task) => {
    const names = namesOf(task)
    const step = steps.find((one) => fits(one, cel, names))
    if (step === undefined || !step.done) return null
    const told = Object.entries(step.tell).map(
      ([name, text]) => [name, cel.render(text, names)] as const,
    )
    const said = { by, ...Object.fromEntries(told) }
    const missing = task.capture.filter((name) => !Object.hasOwn(said, name))
    if (missing.length === 0) return said
    throw new AppError('HK-CONN-013', { file, action: task.action, missing })
  }
}

type Names = ReturnType<typeof namesOf>

function namesOf({ action, account, id, input, tag }: ManualTask) {
  const [kind = '', name = ''] = action.split('.')
  return { action, kind, name, id: id ?? '', input, tag: tag ?? '', account }
}

function fits({ action, when }: Step, cel: Cel, names: Names): boolean {
  const [kind = '*', name = '*'] = action.split('.')
  const isLike = (pattern: string, value: string) => pattern === '*' || pattern === value
  if (!isLike(kind, names.kind) || !isLike(name, names.name)) return false
  return when === undefined || cel.holds(when, names)
}
