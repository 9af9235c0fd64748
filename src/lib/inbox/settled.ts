import type { FileResult } from './model.js'
import type { Settled } from './profiles.js'
import type { ReadingChoices } from './reading-choices.js'

/** What a run settled about the units' sheets and is worth remembering, by unit and form. */
export function settledOf(
  files: readonly FileResult[],
  { headerRow, sheet, encoding }: ReadingChoices,
): readonly Settled[] {
  const isTold = headerRow !== undefined || sheet !== undefined || encoding !== undefined
  return files.flatMap(({ forms }) =>
    forms.flatMap(({ unit, form, settled: map }) =>
      isTold || Object.keys(map).length > 0 ? { unit, form, map, headerRow, sheet, encoding } : [],
    ),
  )
}
