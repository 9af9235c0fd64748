import { AppError } from '../errors/index.js'
import { nearest } from '../text/index.js'

/** Why `id` (colon separated, as oclif has it) is no command: too many words behind one, or none so named. */
export function unknownCommand(id: string, commandIds: readonly string[]): AppError {
  const words = id.split(':')
  const ids = commandIds.map((known) => known.replaceAll(':', ' '))
  const extra = extraWords(words, ids)
  return extra.length > 0
    ? new AppError('HK-USAGE-007', { names: extra })
    : new AppError('HK-USAGE-002', { command: named(words, ids), nearest: nearestTo(words, ids) })
}

/** Behind a topic the second word is the command; what follows are its arguments. */
function named(words: readonly string[], ids: readonly string[]): string {
  const isTopic = ids.some((id) => id.startsWith(`${words[0]} `))
  return words.slice(0, isTopic ? 2 : 1).join(' ')
}

/** Words behind a command that takes no argument: the command is right, they are too many. */
function extraWords(words: readonly string[], ids: readonly string[]): readonly string[] {
  for (let count = words.length - 1; count > 0; count -= 1) {
    if (ids.includes(words.slice(0, count).join(' '))) return words.slice(count)
  }
  return []
}

/** A word may be mistyped in the command, only in its topic, or given without its topic. */
function nearestTo(words: readonly string[], ids: readonly string[]): readonly string[] {
  const [topic = '', verb] = words
  const whole = verb === undefined ? topic : `${topic} ${verb}`
  const verbs = nearest(topic, [...new Set(ids.map(lastWord))])
  const found = [
    ...nearest(whole, ids),
    ...(verb === undefined ? [] : nearest(topic, ids)),
    ...ids.filter((id) => id.startsWith(`${topic} `)),
    ...ids.filter((id) => verbs.includes(lastWord(id))),
  ]
  return [...new Set(found)].slice(0, 3)
}

function lastWord(id: string): string {
  return id.slice(id.lastIndexOf(' ') + 1)
}
