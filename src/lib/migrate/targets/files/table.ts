import { type Flaw, flaw } from '../../flaw.js'
import type { Cell } from '../../sources/index.js'
import type { Change, Shape, TargetTable } from '../model.js'
import { openTable } from '../sqlite.js'
import { type ExchangeFile, standingOf } from './file.js'
import { lineOf, lostSigns } from './line.js'
import { rowsOf, viewOf } from './view.js'

type Get = TargetTable['get']

/**
 * A file as a table: written to where its rows are kept, inside the ledger's transaction, and read from the file itself. While
 * a run or a rollback writes (`isWriting`), what is kept is what the file holds or will hold.
 */
export function fileTable(file: ExchangeFile, shape: Shape, isWriting: () => boolean): TargetTable {
  const kept = openTable(file.database, shape)
  let lying: Promise<Get> | null = null
  return {
    isOwn: true,
    apply: async (changes) => {
      file.register.behind(file.name)
      const lost = lostIn(changes, file)
      const outcomes = await kept.apply(changes.filter((change) => !lost.has(change)))
      let next = 0
      return changes.map((change) => lost.get(change) ?? outcomes[next++] ?? null)
    },
    get: async (dsts) => {
      if (isWriting()) return kept.get(dsts)
      lying ??= getterOf(file, shape, kept)
      return (await lying)(dsts)
    },
    rows: async function* () {
      for await (const { rows } of rowsOf(file, shape)) yield rows
    },
    remove: (dsts) => {
      file.register.behind(file.name)
      return kept.remove(dsts)
    },
  }
}

/** Rows of the file as it lies there. */
async function getterOf(file: ExchangeFile, shape: Shape, kept: TargetTable): Promise<Get> {
  const standing = await standingOf(file)
  if (standing === 'left') return kept.get
  if (standing === 'missing') return async () => new Map()
  const { table } = await viewOf(file)
  const places = shape.fields.map((name) => file.shape.fields.indexOf(name))
  const own = (values: readonly Cell[]) => places.map((at) => values[at] ?? null)
  return async (dsts) =>
    new Map([...(await table.get(dsts))].map(([dst, values]) => [dst, own(values)]))
}

/** Rows with characters that the encoding of the file lacks. */
function lostIn(changes: readonly Change[], { charset }: ExchangeFile): ReadonlyMap<Change, Flaw> {
  const lines = changes.map(({ values }) => lineOf(values))
  if (lostSigns(lines.join(''), charset) === '') return new Map()
  return new Map(
    changes.flatMap((change, at) => {
      const signs = lostSigns(lines[at] ?? '', charset)
      if (signs === '') return []
      return [[change, flaw('HK-MIG-328', { encoding: charset.name, signs })] as const]
    }),
  )
}
