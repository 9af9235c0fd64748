import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { type JsonSchema, shapeOf, widen } from './json-shape.js'

const isWriting = process.env['HALLKIT_SCHEMAS'] === 'write'

/** The file that holds the contract of a command's `--json` result: `schemas/results/items-import.schema.json`. */
export function resultSchemaFile(id: string): string {
  const name = id.replaceAll(/[ :]/g, '-')
  return fileURLToPath(new URL(`../../schemas/results/${name}.schema.json`, import.meta.url))
}

/**
 * Holds a result against its committed schema: a key that is new, gone or of another type fails the test.
 * With HALLKIT_SCHEMAS=write the schema is widened to allow what was seen; the diff is then reviewed like code.
 */
export function holdToSchema(id: string, result: unknown): void {
  const file = resultSchemaFile(id)
  if (isWriting) write(file, id, result)
  if (!existsSync(file)) {
    throw new Error(`${id} has no result schema; run its tests once with HALLKIT_SCHEMAS=write`)
  }
  const checked = z.fromJSONSchema(JSON.parse(readFileSync(file, 'utf8'))).safeParse(result)
  if (!checked.success)
    throw new Error(`${id} --json breaks ${file}\n${z.prettifyError(checked.error)}`)
}

function write(file: string, id: string, result: unknown): void {
  const seen = shapeOf(result)
  const known = existsSync(file) ? widen(read(file), seen) : seen
  const { $schema: _, title: __, ...shape } = known
  mkdirSync(dirname(file), { recursive: true })
  const $schema = 'https://json-schema.org/draft/2020-12/schema'
  const document = { $schema, title: `hallkit ${id} --json: result`, ...shape }
  writeFileSync(file, `${JSON.stringify(document, null, 2)}\n`)
}

function read(file: string): JsonSchema {
  return JSON.parse(readFileSync(file, 'utf8'))
}
