import { readFile } from 'node:fs/promises'
import {
  type Document,
  LineCounter,
  parseDocument,
  type YAMLParseError,
  type YAMLWarning,
} from 'yaml'
import type { z } from 'zod'
import { AppError, type ProblemParams, together } from '../errors/index.js'
import { refuseKeys } from './keys.js'
import { parsedByBuild } from './parsed.js'
import { Places, type Position } from './places.js'
import { problemsOf } from './problems.js'

/** What a text is read as; `file` is the name shown in errors. */
interface YamlReading<S extends z.ZodType> {
  readonly file: string
  readonly schema: S
}

/**
 * The value of a YAML 1.2 core text after its schema. Every error is an AppError with file, line and column:
 * HK-YAML-001 syntax, 002 duplicate key, 003 unknown key with near ones, 004 missing key, 005/006 wrong value.
 */
export function parseYaml<S extends z.ZodType>(text: string, reading: YamlReading<S>): z.output<S> {
  const known = parsedByBuild(text)
  const result = known === undefined ? null : reading.schema.safeParse(known)
  return result?.success ? result.data : parsePlaced(text, reading)
}

/** The same with the place of everything in the text at hand, for whoever has to say where it is wrong. */
function parsePlaced<S extends z.ZodType>(
  text: string,
  { file, schema }: YamlReading<S>,
): z.output<S> {
  const lines = new LineCounter()
  const source = text.replace(/^\ufeff/, '')
  const document = parseDocument(source, {
    lineCounter: lines,
    schema: 'core',
    version: '1.2',
    prettyErrors: false,
    uniqueKeys: false,
  })
  const places = new Places(document, lines)
  refuseSyntax(document, { file, places, source })
  refuseKeys(document, { file, places, source })
  const value = plainValue(document, file)
  const result = schema.safeParse(value)
  if (result.success) return result.data
  throw problemsOf(result.error.issues, { file, value, schema, places })
}

/** Where the value at a path stands in a YAML text (1-based), or the nearest value around it that is there. */
export function placesOf(text: string): (path: readonly PropertyKey[]) => Position {
  const lines = new LineCounter()
  const document = parseDocument(text.replace(/^\ufeff/, ''), {
    lineCounter: lines,
    version: '1.2',
    uniqueKeys: false,
  })
  const places = new Places(document, lines)
  return (path) => places.value(path)
}

/** The text of a YAML file; HK-YAML-007 when it cannot be opened, HK-YAML-008 when it is not UTF-8. */
export async function yamlText(file: string): Promise<string> {
  return decode(await bytesOf(file), file)
}

/** Reads and parses a YAML file; HK-YAML-007 when it cannot be opened, HK-YAML-008 when it is not UTF-8. */
export async function readYaml<S extends z.ZodType>(file: string, schema: S): Promise<z.output<S>> {
  return parseYaml(await yamlText(file), { file, schema })
}

async function bytesOf(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file)
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error && 'code' in error)) throw error
    throw new AppError('HK-YAML-007', { file, reason: String(error.code) }, { cause: error })
  }
}

function decode(bytes: Uint8Array, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    throw new AppError('HK-YAML-008', { file }, { cause: error })
  }
}

interface Site {
  readonly file: string
  readonly places: Places
  readonly source: string
}

function refuseSyntax(document: Document, { file, places, source }: Site): void {
  const faults = [...document.errors, ...document.warnings]
  if (faults.length === 0) return
  const lines = source.split('\n')
  const refused = faults.map((fault) => {
    const place = { file, ...places.at(fault.pos[0]) }
    const hint = hintFor(fault, lines[place.line - 1] ?? '')
    return new AppError('HK-YAML-001', { ...place, detail: fault.message, hint }, { cause: fault })
  })
  throw together(refused)
}

function hintFor(
  fault: YAMLParseError | YAMLWarning,
  line: string,
): ProblemParams<'HK-YAML-001'>['hint'] {
  if (fault.code === 'TAB_AS_INDENT' || /^\s*\t/.test(line)) return 'tab'
  if (fault.code === 'MULTIPLE_DOCS') return 'many-documents'
  if (fault.code === 'TAG_RESOLVE_FAILED') return 'tag'
  return line.includes('：') ? 'full-width-colon' : ''
}

/** The document as plain values; an alias bomb is refused by the library's count. */
function plainValue(document: Document, file: string): unknown {
  try {
    return document.toJS()
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error
    const place = { file, line: 1, column: 1 }
    throw new AppError(
      'HK-YAML-001',
      { ...place, detail: error.message, hint: '' },
      { cause: error },
    )
  }
}
