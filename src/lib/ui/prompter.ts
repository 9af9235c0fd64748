import { AppError } from '../errors/index.js'

/** A question always names the flag that answers it without a terminal. */
export interface Question {
  readonly flag: string
  readonly question: string
}

export interface Choice<T> {
  readonly value: T
  readonly label: string
}

/** Asks a person. Where nobody can be asked, every question is a usage error that names its flag. */
export interface Prompter {
  readonly ask: (question: Question & { readonly default?: string }) => Promise<string>
  readonly confirm: (question: Question & { readonly default?: boolean }) => Promise<boolean>
  readonly choose: <T>(
    question: Question & { readonly choices: readonly Choice<T>[] },
  ) => Promise<T>
}

/** What decides whether a person can be asked. */
export interface PromptQuestion {
  readonly stdinTTY: boolean
  readonly stderrTTY: boolean
  readonly json: boolean
  readonly env: Readonly<Record<string, string | undefined>>
}

/** Only with a person at both ends: stdin and stderr are terminals, no --json, no CI. */
export function canPrompt({ stdinTTY, stderrTTY, json, env }: PromptQuestion): boolean {
  return stdinTTY && stderrTTY && !json && !env['CI']
}

/** The prompter for this session; inquirer is loaded with the first question. `keys` says how to choose from a list. */
export function createPrompter(isInteractive: boolean, keys: string): Prompter {
  return isInteractive ? terminalPrompter(keys) : refusingPrompter
}

const refuse = async ({ flag, question }: Question): Promise<never> => {
  throw new AppError('HK-USAGE-006', { flag, question })
}

const refusingPrompter: Prompter = { ask: refuse, confirm: refuse, choose: refuse }

const terminalPrompter = (keys: string): Prompter => ({
  ask: async ({ question, default: preset }) => {
    const prompt = await loadPrompt()
    const asked = [{ type: 'input' as const, name: 'answer', message: question, default: preset }]
    return String((await prompt(asked))['answer'])
  },
  confirm: async ({ question, default: preset = false }) => {
    const prompt = await loadPrompt()
    const asked = [{ type: 'confirm' as const, name: 'answer', message: question, default: preset }]
    return Boolean((await prompt(asked))['answer'])
  },
  choose: async ({ question, choices }) => {
    const prompt = await loadPrompt()
    const options = choices.map(({ label }, at) => ({ name: label, value: at }))
    const theme = { style: { keysHelpTip: () => keys } }
    const list = { type: 'select' as const, name: 'answer', message: question, choices: options }
    const asked = [{ ...list, theme }]
    const chosen = choices[Number((await prompt(asked))['answer'])]
    if (!chosen) throw new RangeError('the prompt returned none of its choices')
    return chosen.value
  },
})

/** Prompts are conversation, so they go to stderr and never into a redirected result. */
async function loadPrompt() {
  const { createPromptModule } = await import('inquirer')
  return createPromptModule({ output: process.stderr })
}
