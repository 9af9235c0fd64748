import type { z } from 'zod'

type Context = Pick<z.core.$RefinementCtx, 'addIssue'>

/** What a file may refer to: refuses, at its place, a value that names none of the options (HK-YAML-006, with near ones). */
export function refuseUnknown(
  context: Context,
  { value, path, options }: { value: string; path: PropertyKey[]; options: readonly string[] },
): void {
  if (options.includes(value)) return
  context.addIssue({ code: 'custom', path, params: { rule: 'reference', options } })
}

/** Refuses the second of two equal ids in a list, at its place (HK-YAML-002). `key` names the id's key. */
export function refuseDuplicates(
  context: Context,
  { values, at }: { values: readonly string[]; at: (index: number) => PropertyKey[] },
): void {
  for (const [index, value] of values.entries()) {
    if (values.indexOf(value) === index) continue
    context.addIssue({
      code: 'custom',
      path: at(index),
      message: value,
      params: { rule: 'duplicate' },
    })
  }
}
