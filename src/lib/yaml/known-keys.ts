import { z } from 'zod'

type Node = Readonly<Record<string, unknown>>

/** The keys that a schema knows at a path of a value, of the kinds that the value can be there; used for did-you-mean only. */
export function knownKeys(
  schema: z.ZodType,
  path: readonly PropertyKey[],
  value: unknown,
): readonly string[] {
  const root = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Node
  let here = value
  let nodes = alternatives(root, root).filter((node) => mayBe(node, here))
  for (const step of path) {
    here = asNode(here)?.[String(step)]
    nodes = nodes
      .flatMap((node) => below(node, step))
      .flatMap((node) => alternatives(root, node))
      .filter((node) => mayBe(node, here))
  }
  return [...new Set(nodes.flatMap((node) => Object.keys(asNode(node['properties']) ?? {})))]
}

/** False for a kind that the value itself says it is not: `driver: csv` is no `driver: dbf`. */
function mayBe(node: Node, value: unknown): boolean {
  const kinds = Object.entries(asNode(node['properties']) ?? {})
  return kinds.every(([key, kind]) => {
    const only = asNode(kind)?.['const']
    return only === undefined || only === asNode(value)?.[key]
  })
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
