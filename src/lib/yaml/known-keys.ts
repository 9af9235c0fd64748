import { z } from 'zod'

type Node = Readonly<Record<string, unknown>>

/** The keys that a schema knows at a path of a value; used for did-you-mean only. */
export function knownKeys(schema: z.ZodType, path: readonly PropertyKey[]): readonly string[] {
  const root = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Node
  let nodes = alternatives(root, root)
  for (const step of path) {
    nodes = nodes.flatMap((node) => below(node, step)).flatMap((node) => alternatives(root, node))
  }
  return [...new Set(nodes.flatMap((node) => Object.keys(asNode(node['properties']) ?? {})))]
}

function alternatives(root: Node, node: Node): Node[] {
  const ref = node['$ref']
  if (typeof ref === 'string') return alternatives(root, resolve(root, ref))
  const branches = [node['anyOf'], node['oneOf'], node['allOf']].flatMap(asNodes)
  return [node, ...branches.flatMap((branch) => alternatives(root, branch))]
}

function resolve(root: Node, ref: string): Node {
  const steps = ref.split('/').slice(1)
  return steps.reduce<Node>((node, step) => asNode(node[step]) ?? {}, root)
}

function below(node: Node, step: PropertyKey): Node[] {
  const found =
    typeof step === 'number'
      ? (asNodes(node['prefixItems'])[step] ?? asNode(node['items']))
      : (asNode(asNode(node['properties'])?.[String(step)]) ?? asNode(node['additionalProperties']))
  return found ? [found] : []
}

function asNode(value: unknown): Node | undefined {
  // A JSON object read back from z.toJSONSchema.
  return typeof value === 'object' && value !== null ? (value as Node) : undefined
}

function asNodes(value: unknown): Node[] {
  return Array.isArray(value) ? value.map((item) => asNode(item) ?? {}) : []
}
