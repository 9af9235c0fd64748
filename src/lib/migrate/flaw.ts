import type { FindingCode, FindingParams } from '../errors/index.js'

/** Why a row is kept out: the code of a finding with its parameters, and the column or field that it concerns ('' for the row). */
export interface Flaw<C extends FindingCode = FindingCode> {
  readonly code: C
  readonly params: FindingParams<C>
  readonly field: string
}

/** Builds a flaw; the code's parameters are typed like those of a finding. */
export function flaw<C extends FindingCode>(
  code: C,
  params: FindingParams<C>,
  field = '',
): Flaw<C> {
  return { code, params, field }
}

/** True for a row that is only thought to be no data: its cells are what they are, and the rules of the mapping come first. */
export function isWhole({ code }: Flaw): boolean {
  return code === 'HK-MIG-205'
}

/** Whether the source itself is damaged there: nothing but a correction by hand can help. */
export function isDamage(code: string): boolean {
  return ['HK-MIG-201', 'HK-MIG-203', 'HK-MIG-204', 'HK-MIG-205'].includes(code)
}
