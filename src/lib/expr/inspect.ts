import type { ASTNode } from '@marcbachmann/cel-js'

const LOOPS = new Set(['all', 'exists', 'exists_one', 'map', 'filter', 'bind'])

/** Calls that are refused, with the reason in docs/decisions. */
const REFUSED = new Set(['matches'])

/** A name of an expression and where it starts (0-based). */
interface Use {
  readonly name: string
  readonly start: number
}

/** What an expression would do, seen from its tree before anything runs. */
export interface Inspection {
  /** How deep loops stand inside loops. */
  readonly nesting: number
  /** Names that must come from the context. */
  readonly free: readonly Use[]
  readonly refused: readonly Use[]
}

type Names = ReadonlySet<string>
type Found = { readonly free: Use[]; readonly refused: Use[] }

/** Looks through a tree: loops, free names, refused calls. */
export function inspect(tree: ASTNode): Inspection {
  const found: Found = { free: [], refused: [] }
  return { nesting: depthOf(tree, new Set(), found), ...found }
}

/** The depth of loops below a node; names and refused calls are put into `found` on the way. */
function depthOf(node: ASTNode, bound: Names, found: Found): number {
  if (node.op === 'id') {
    if (!bound.has(node.args)) found.free.push({ name: node.args, start: node.start })
    return 0
  }
  if (node.op === 'call' || node.op === 'rcall') noteRefused(node.args[0], node.start, found)
  if (node.op !== 'rcall' || !LOOPS.has(node.args[0])) {
    return deepest(nodesIn(node.args), bound, found)
  }
  const [, receiver, [variable, ...body]] = node.args
  const isBind = receiver.op === 'id' && receiver.args === 'cel'
  const outside = isBind ? 0 : depthOf(receiver, bound, found)
  const inner = variable?.op === 'id' ? new Set([...bound, variable.args]) : bound
  return Math.max(outside, 1 + deepest(body, inner, found))
}

function deepest(nodes: readonly ASTNode[], bound: Names, found: Found): number {
  return nodes.reduce((depth, node) => Math.max(depth, depthOf(node, bound, found)), 0)
}

function noteRefused(name: string, start: number, found: Found): void {
  if (REFUSED.has(name)) found.refused.push({ name, start })
}

/** The operands of any operator: nodes, lists of nodes, or lists of pairs of nodes. */
function nodesIn(value: unknown): readonly ASTNode[] {
  if (Array.isArray(value)) return value.flatMap(nodesIn)
  return isNode(value) ? [value] : []
}

function isNode(value: unknown): value is ASTNode {
  return typeof value === 'object' && value !== null && 'op' in value && 'args' in value
}
