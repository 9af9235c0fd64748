import { type Finding, found } from '../../errors/index.js'
import { writeFileAtomic } from '../../workspace/index.js'
import { stringifyYaml } from '../../yaml/index.js'
import { schemaBeside } from '../editor-schema.js'
import { type CodesText, codesPath, type Mapping, readCodesFile } from '../mapping/load.js'
import { demandedOf, type FilledCode, readCodes } from './sheet.js'

/** What reading a sheet of codes came to. */
export interface CodesTakenIn {
  /** The codes file beside the mapping. */
  readonly file: string
  readonly added: number
  readonly changed: number
  readonly same: number
  /** Lines without an answer. */
  readonly blank: number
  readonly findings: readonly Finding[]
}

/**
 * Takes a filled sheet into the codes file of a mapping, with who decided each code and when. The same sheet again changes
 * nothing. What cannot be taken is a finding: a table that the mapping lacks (HK-MIG-511), a target that it does not allow
 * (HK-MIG-512), one value with two answers (HK-MIG-510).
 */
export async function takeInCodes(
  mapping: Mapping,
  sheet: string,
  { by, now }: { by: string; now: string },
): Promise<CodesTakenIn> {
  const { filled, blank, findings } = await readCodes(sheet)
  const before = await readCodesFile(mapping.file)
  const work = new Taking(mapping, before, { by, now })
  const faults = filled.flatMap((line) =>
    work.take(line).map((fault) => ({ ...fault, file: sheet, ...line.place })),
  )
  const file = codesPath(mapping.file)
  const { added, changed, same } = work
  if (added + changed > 0) {
    const schemaUrl = await schemaBeside(file, 'migration-codes')
    const comment = '由 hallkit migrate codes import 写入；decided 写明每个代码是谁、什么时候定的。'
    const text = stringifyYaml(work.text, { schemaUrl, comment })
    await writeFileAtomic(file, new TextEncoder().encode(text))
  }
  return { file, added, changed, same, blank, findings: [...findings, ...faults] }
}

type Scalar = string | number | null

class Taking {
  added = 0
  changed = 0
  same = 0
  readonly #mapping: Mapping
  readonly #hand: { by: string; now: string }
  readonly #codes: Record<string, Record<string, Scalar>>
  readonly #decided: Record<string, Record<string, { by: string; at: string }>>

  constructor(mapping: Mapping, before: CodesText, hand: { by: string; now: string }) {
    this.#mapping = mapping
    this.#hand = hand
    this.#codes = structuredClone(before.codes)
    this.#decided = structuredClone(before.decided)
  }

  get text(): CodesText {
    return { codes: this.#codes, decided: this.#decided }
  }

  /** Takes one line; gives what keeps it from being taken. */
  take({ table, value, target, by }: FilledCode): readonly Finding[] {
    const known = this.#mapping.codes[table]
    if (known === undefined) {
      return [found('HK-MIG-511', { table, known: Object.keys(this.#mapping.codes) })]
    }
    const allowed = demandedOf(this.#mapping, table)
    const meant = typed(target, Object.values(known))
    if (meant === undefined || (allowed !== null && !allowed.includes(target))) {
      return [found('HK-MIG-512', { table, value, target, allowed: allowed ?? [] })]
    }
    const current = Object.hasOwn(known, value) ? known[value] : undefined
    if (current === meant) {
      this.same += 1
      return []
    }
    this.#put(table, value, { meant, by: by ?? this.#hand.by })
    if (current === undefined) this.added += 1
    else this.changed += 1
    const isNew =
      allowed === null && Object.keys(known).length > 0 && !Object.values(known).includes(meant)
    return isNew ? [found('HK-MIG-513', { table, value, target })] : []
  }

  #put(table: string, value: string, { meant, by }: { meant: Scalar; by: string }): void {
    this.#codes[table] = { ...this.#codes[table], [value]: meant }
    this.#decided[table] = { ...this.#decided[table], [value]: { by, at: this.#hand.now } }
  }
}

/** A target as the table's other targets are: a number where all of them are numbers. */
function typed(target: string, others: readonly Scalar[]): Scalar | undefined {
  if (others.length === 0 || !others.every((one) => typeof one === 'number')) return target
  return /^-?\d{1,15}$/.test(target) ? Number(target) : undefined
}
