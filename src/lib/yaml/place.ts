import { readFile } from 'node:fs/promises'
import { LineCounter, parseDocument } from 'yaml'
import { Places, type Position } from './places.js'

/** Where the value at a path of a good YAML file stands, or the nearest value around it. */
export async function placeInYaml(file: string, path: readonly PropertyKey[]): Promise<Position> {
  const lineCounter = new LineCounter()
  const text = (await readFile(file, 'utf8')).replace(/^\ufeff/, '')
  return new Places(parseDocument(text, { lineCounter }), lineCounter).value(path)
}
