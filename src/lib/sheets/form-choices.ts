import { join } from 'node:path'
import { z } from 'zod'
import { AppError } from '../errors/index.js'
import { readYaml } from '../yaml/index.js'
import type { ChoiceSource } from './form-schema.js'

const anything = z.record(z.string(), z.unknown())

/**
 * The choices of a field, wherever they stand: a code table is typed once, in the template that owns it.
 * HK-SHEET-021 when that template has no such list.
 */
export async function readChoices(
  templatesDir: string,
  choices: readonly string[] | ChoiceSource,
): Promise<readonly string[]> {
  if (!('from' in choices)) return choices
  const { from, list, take, where } = choices
  const file = await readYaml(join(templatesDir, ...from.split('/')), anything)
  const entries = Object.values(z.union([z.array(anything), anything]).parse(file[list] ?? []))
  const texts = entries.flatMap((entry) => taken(entry, take, where))
  if (texts.length === 0) throw new AppError('HK-SHEET-021', { file: from, detail: list })
  return texts
}

function taken(entry: unknown, take: string, where: ChoiceSource['where']): readonly string[] {
  const fields = anything.safeParse(entry).data ?? {}
  const fits = Object.entries(where).every(([key, value]) => fields[key] === value)
  const text = fields[take]
  return fits && typeof text === 'string' ? [text] : []
}
