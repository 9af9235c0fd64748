import { Document, isScalar, isSeq, parseDocument, visit } from 'yaml'

/** How a YAML file of ours is written; `schemaUrl` is relative to the file or absolute. */
interface YamlWriting {
  readonly schemaUrl: string
  /** Lines for people, put under the schema line. */
  readonly comment?: string
}

/** A value as YAML 1.2 core text that starts with the line by which editors find its JSON Schema. */
export function stringifyYaml(value: unknown, { schemaUrl, comment = '' }: YamlWriting): string {
  const notes = comment === '' ? [] : comment.split('\n').map((line) => `# ${line}`.trimEnd())
  const head = [`# yaml-language-server: $schema=${schemaUrl}`, ...notes].join('\n')
  const document = new Document(value, { schema: 'core', version: '1.2' })
  writeShort(document)
  return `${head}\n${document.toString({ lineWidth: 0, flowCollectionPadding: false })}`
}

/** Lists in a list stand on one line each, as a person would write the spans of a day: `- [08:30, 12:00]`. */
function writeShort(document: Document): void {
  visit(document, {
    Seq: (_, list, path) => {
      if (isSeq(path.at(-1)) && list.items.every(isScalar)) list.flow = true
    },
  })
}

/** A YAML text with some of its top keys set anew (undefined takes a key out); comments and all other keys stay as written. */
export function withKeys(text: string, values: Readonly<Record<string, unknown>>): string {
  const document = parseDocument(text.replace(/^\ufeff/, ''), { schema: 'core', version: '1.2' })
  for (const [key, value] of Object.entries(values)) {
    if (value === undefined) document.delete(key)
    else document.set(key, document.createNode(value))
  }
  return document.toString({ lineWidth: 0 })
}
