import { Environment } from '@marcbachmann/cel-js'

/** Structure limits of one expression; the rest of the caps stand in `inspect.ts`. */
const LIMITS = {
  maxAstNodes: 500,
  maxDepth: 40,
  maxListElements: 200,
  maxMapEntries: 50,
  maxCallArguments: 16,
}

/** The one CEL environment: JavaScript numbers reach CEL as doubles, literals as ints, so both mix freely. */
export const engine = mixNumbers(
  new Environment({
    unlistedVariablesAreDyn: true,
    homogeneousAggregateLiterals: false,
    limits: LIMITS,
  }),
)

type Number2 = (a: number | bigint, b: number | bigint) => number

function mixNumbers(environment: Environment): Environment {
  const arithmetic: readonly (readonly [string, Number2])[] = [
    ['+', (a, b) => Number(a) + Number(b)],
    ['-', (a, b) => Number(a) - Number(b)],
    ['*', (a, b) => Number(a) * Number(b)],
    ['/', (a, b) => Number(a) / Number(b)],
    ['%', (a, b) => Number(a) % Number(b)],
  ]
  for (const [operator, work] of arithmetic) {
    environment.registerOperator(`int ${operator} double: double`, work)
    environment.registerOperator(`double ${operator} int: double`, work)
  }
  environment.registerOperator('double % double: double', (a: number, b: number) => a % b)
  // One direction is enough: the library derives the swapped and the negated forms.
  environment.registerOperator('int == double: bool', (a: bigint, b: number) => Number(a) === b)
  environment.registerFunction('listOf(dyn): list', listOf)
  return environment
}

/** A list as it is, nothing and an empty text as an empty one, anything else as a list of one: XML turned JSON needs it. */
function listOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return value
  return value === null || value === '' ? [] : [value]
}
