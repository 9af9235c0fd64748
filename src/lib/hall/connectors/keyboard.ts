import { AppError } from '../../errors/index.js'
import type { ManualTask, Person } from './manual.js'
import type { Outside } from './options.js'

/** What is said to whoever sits at the keyboard, beside the connector's own prompts. */
interface KeyboardWords {
  readonly person: {
    readonly captured: (name: string) => string
    readonly evidence: string
    readonly done: string
  }
  readonly production: (hall: { readonly name: string; readonly title: string }) => string
}

/** How a command asks (with the flag that answers), and in which words. */
export interface Keyboard {
  readonly ask: (question: { readonly flag: string; readonly question: string }) => Promise<string>
  readonly words: KeyboardWords
}

/** Answers given beforehand: the name of a production hall's connector, consent to run code. */
interface GivenAnswers {
  readonly production?: string | undefined
  readonly 'allow-code'?: boolean
}

/** The world outside a connector, as a command sees it: a person at the keyboard, or nobody. */
export function outsideAt(
  machine: Pick<Outside, 'now' | 'env'>,
  { ask, words }: Keyboard,
  { production, 'allow-code': allowCode = false }: GivenAnswers,
): Outside {
  return {
    ...machine,
    allowCode,
    person: personAt((question) => ask({ flag: '--json', question }), words.person),
    production: async (name, title) =>
      production ?? ask({ flag: '--production', question: words.production({ name, title }) }),
  }
}

type Ask = (question: string) => Promise<string>

/** Null where nobody can be asked. */
function personAt(ask: Ask, words: KeyboardWords['person']): Person {
  return (task) =>
    answers(task, ask, words).catch((error: unknown) => {
      if (error instanceof AppError && error.code === 'HK-USAGE-006') return null
      throw error
    })
}

/** Reads the prompt out, and takes down what was done. */
async function answers(
  { prompt, capture, evidence }: ManualTask,
  ask: Ask,
  words: KeyboardWords['person'],
): Promise<Record<string, string>> {
  const [first, ...rest] = capture
  const told: Record<string, string> = {}
  const answer = await ask(`${prompt} ${first === undefined ? words.done : words.captured(first)}`)
  if (first !== undefined) told[first] = answer
  for (const name of rest) told[name] = await ask(words.captured(name))
  if (evidence !== 'none') told['file'] = await ask(words.evidence)
  return told
}
