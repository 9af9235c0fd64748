import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type JournalLine, readJournal } from '../../../src/lib/drill/index.js'
import { keptFolder } from '../kept-folder.js'
import { documentOf, type Ended, hallkit, type Where } from './hallkit.js'

/** A folder for several children, and a config folder of its own beside it. */
export interface Yard extends Where {
  readonly remove: () => Promise<void>
}

/** Makes one; its name holds what real paths hold. */
export async function openYard(): Promise<Yard> {
  const { path, remove } = await keptFolder()
  const home = join(path, 'config')
  await mkdir(home)
  return { cwd: path, home, remove }
}

/** One whole demo that ended: its document, its folder, its journal. */
export interface PlayedDemo {
  readonly ended: Ended
  // biome-ignore lint/suspicious/noExplicitAny: the tests say what the document must hold
  readonly result: any
  readonly dir: string
  readonly lines: readonly JournalLine[]
}

/** Plays `hallkit demo --json` in the folder `name` of a yard, to its end. */
export async function playDemo(yard: Yard, name: string, seed?: number): Promise<PlayedDemo> {
  const seeded = seed === undefined ? [] : ['--seed', String(seed)]
  const ended = await hallkit(['demo', '--json', '--keep', name, ...seeded], yard)
  const { result } = documentOf(ended)
  const dir = join(yard.cwd, name)
  return { ended, result, dir, lines: journalOf(join(dir, result.drill.run)) }
}

/** The lines of a run folder's journal, its chain followed. */
export function journalOf(run: string): readonly JournalLine[] {
  return readJournal(join(run, 'journal.jsonl')).lines
}

/** First events of objects that a step brings about; what the hall makes of itself has no key. */
const births = /^(?:case\.submitted|project\.submitted|article\.drafted|\w+\.asked|\w+\.filed)$/

/** Steps that brought more than one object of a kind into the hall. */
export function bornTwice(lines: readonly JournalLine[]): string[] {
  const born = lines.filter(
    ({ type, data }) => type === 'hall.seen' && births.test(`${data['event']}`),
  )
  const first = new Map<string, unknown>()
  return born.flatMap(({ key, data }) => {
    const act = `${key} ${data['event']}`
    if (!first.has(act)) first.set(act, data['id'])
    return first.get(act) === data['id'] ? [] : [act]
  })
}
