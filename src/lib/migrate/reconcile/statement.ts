import { writeLists } from '../../sheets/index.js'
import type { Mapping } from '../mapping/load.js'
import { conclusionOf, type Reconciliation } from './model.js'
import { type Part, type PartColumn, partsOf } from './parts.js'

/** A statement in the shape of the report room's papers, which gives it the geometry of GB/T 9704. */
export interface StatementPaper {
  readonly id: string
  readonly title: readonly string[]
  readonly addressee: string
  readonly blocks: readonly StatementBlock[]
  readonly closing: string
  readonly annexes: readonly {
    readonly title: string
    readonly landscape: boolean
    readonly blocks: readonly StatementBlock[]
  }[]
  readonly signature: { readonly office: string; readonly date: string }
  readonly metrics: readonly never[]
  readonly origin: string
}

type StatementBlock =
  | { readonly kind: 'heading'; readonly level: 1; readonly text: string }
  | { readonly kind: 'para'; readonly runs: readonly string[] }
  | {
      readonly kind: 'table'
      readonly id: string
      readonly caption: null
      readonly columns: readonly PartColumn[]
      readonly rows: readonly (readonly string[])[]
    }

/** The 对账单 as .xlsx, a sheet for each of its parts. Papers are Chinese. */
export function statementBook(mapping: Mapping, result: Reconciliation, at: string) {
  return writeLists(
    partsOf(mapping, result, at).map(({ name, columns, rows }) => ({
      name,
      columns: columns.map(({ title, width }) => ({ title, width: Math.max(8, width) })),
      rows,
    })),
  )
}

/** More rows than this of a part stand in the workbook only. */
const PRINTED = 200

/** The 对账单 as a paper: what is signed in front, groups, differences and the sample behind. */
export function statementPaper(
  mapping: Mapping,
  result: Reconciliation,
  at: string,
): StatementPaper {
  const parts = partsOf(mapping, result, at)
  const system = mapping.title ?? mapping.system
  const front = parts.filter(({ isAnnex, isSigned }) => !isAnnex && !isSigned)
  const opening = `${system}的数据迁移后，旧系统数据重新读取、大厅数据逐行读回，核对如下。结论：${
    conclusionOf(result).isSame ? '相符' : '不符，不符之处见附件'
  }。无法核对的单独列明，不算相符。`
  return {
    id: 'migration-statement',
    title: ['旧系统数据迁移对账单'],
    addressee: '旧系统主管单位、大厅主管单位',
    blocks: [
      { kind: 'para', runs: [opening] },
      ...front.flatMap((part, index) => printed(part, `${'一二三四五六'[index]}、`)),
      ...parts.filter(({ isSigned }) => isSigned).flatMap((part) => printed(part, '签字：')),
    ],
    closing: '本单由程序根据迁移台账和两边的数据生成，数据或台账改动后即与所载校验值不符。',
    annexes: parts
      .filter(({ isAnnex, rows }) => isAnnex && rows.length > 0)
      .map((part) => ({ title: part.name, landscape: true, blocks: printed(part, null) })),
    signature: { office: '迁移实施单位', date: at.slice(0, 10) },
    metrics: [],
    origin: `mapping ${result.mapping} ledger ${result.ledger}`,
  }
}

function printed({ id, name, note, columns, rows }: Part, mark: string | null): StatementBlock[] {
  const rest = rows.length - PRINTED
  const notes = [
    ...(note === '' ? [] : [note]),
    ...(rest > 0 ? [`其余 ${rest} 行见 .xlsx 对账单。`] : []),
  ]
  return [
    ...(mark === null
      ? []
      : [{ kind: 'heading' as const, level: 1 as const, text: `${mark}${name}` }]),
    { kind: 'table', id, caption: null, columns, rows: rows.slice(0, PRINTED) },
    ...notes.map((text) => ({ kind: 'para' as const, runs: [text] })),
  ]
}
