import { AppError } from '../../errors/index.js'
import { scriptedPerson } from './answers.js'
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

/** Answers given beforehand: a file that speaks for people, the name of a production hall's connector, consent to run code. */
export interface GivenAnswers {
  readonly answers?: string | undefined
  readonly production?: string | undefined
  readonly 'allow-code'?: boolean
}

/** The world outside a connector, as a command sees it: who answers in writing, a person at the keyboard, or nobody. */
export async function outsideAt(
  machine: Pick<Outside, 'now' | 'env'>,
  { ask, words }: Keyboard,
  { answers, production, 'allow-code': allowCode = false }: GivenAnswers,
): Promise<Outside> {
  const written = answers === undefined ? null : await scriptedPerson(answers)
  const sitting = personAt((question) => ask({ flag: '--answers', question }), words.person)
  return {
    ...machine,
    allowCode,
    person: async (task) => (await written?.(task)) ?? sitting(task),
    production: async (name, title) =>
      production ?? ask({ flag: '--production', question: words.production({ name, title }) }),
  }
}

type Ask = (question: string) => Promise<string>

/** Null where nobody can be asked. */
function personAt(ask: Ask, words: KeyboardWords['person']): Person {
  return (task) =>
    takeDown(task, ask, words).catch((error: unknown) => {
      if (error instanceof AppError && error.code === 'HK-USAGE-006') return null
      throw error
    })
}

/** Reads the prompt out, and takes down what was done. */
async function takeDown(
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
