import { parseDocument, stringify } from 'yaml'

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
  return `${head}\n${stringify(value, { schema: 'core', version: '1.2', lineWidth: 0 })}`
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
