import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { z } from 'zod'
import type { Finding } from '../errors/index.js'
import type { Planted } from './model.js'

/** The part of a fixture's `expected.json` that says which mistakes were planted, row by row. */
const expectedFile = z.object({
  planted: z.array(
    z.object({
      file: z.string(),
      sheet: z.string().nullable(),
      row: z.int(),
      kind: z.string(),
      level: z.enum(['error', 'warning']),
    }),
  ),
})

/** Compares the mistakes planted in a fixture with what the import found, by file name, sheet, row and level. */
export async function comparePlanted(
  expected: string,
  findings: readonly Finding[],
): Promise<Planted> {
  const { planted } = expectedFile.parse(JSON.parse(await readFile(expected, 'utf8')))
  const missed = planted.filter((one) => !findings.some((finding) => isAt(finding, one)))
  return {
    expected: planted.length,
    found: planted.length - missed.length,
    missed: missed.map(({ file, row, kind }) => ({ file, row, kind })),
  }
}

type PlantedMistake = z.infer<typeof expectedFile>['planted'][number]

/** A .csv has no sheets, so its mistakes name none. */
function isAt(finding: Finding, { file, sheet, row, level }: PlantedMistake): boolean {
  if (finding.level !== level || finding.row !== row) return false
  return basename(finding.file ?? '') === file && (sheet === null || finding.sheet === sheet)
}
