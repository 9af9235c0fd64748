const anyOf = (list: readonly string[]) => list.slice(0, 6).join(', ')

/** What is wrong with a cell of a plan's workbook, and how it is put right. */
export const cellFlaws = {
  empty: (field: string) => ({
    message: `"${field}" is empty`,
    fix: [`Fill in "${field}", or clear the row`],
  }),
  unknown: (field: string, text: string, known: readonly string[]) => ({
    message: `"${text}" is none of the choices of "${field}"`,
    fix: [`Pick one: ${anyOf(known)}${known.length > 6 ? ' ...' : ''}`],
  }),
  day: (field: string, text: string) => ({
    message: `"${text}" in "${field}" is no date`,
    fix: ['Write year, month and day: 2015-04-08'],
  }),
  time: (field: string, text: string) => ({
    message: `"${text}" in "${field}" is no time of the day`,
    fix: ['Write it in 24 hours: 08:30'],
  }),
  order: (field: string, text: string, [than = '']: readonly string[]) => ({
    message: `"${field}" ${text} must not be before ${than}: a window begins before it ends, and those of a batch do not overlap`,
    fix: ['Check beginning and end of this window'],
  }),
  number: (field: string, text: string) => ({
    message: `"${text}" in "${field}" is no count`,
    fix: ['Write a number, 0 for none'],
  }),
  quota: (field: string, text: string, [least = '']: readonly string[]) => ({
    message: `"${field}" says ${text}, the notice demands ${least}`,
    fix: [
      `Make it ${least} or more`,
      'What a unit does not owe goes into the sheet of exemptions with its reason',
    ],
  }),
  twice: (field: string, text: string) => ({
    message: `"${text}" stands twice under "${field}"`,
    fix: ['Keep one row for a unit'],
  }),
  missing: (field: string, text: string) => ({
    message: `${field} "${text}" is gone from the sheet`,
    fix: [
      'Put its row back; a unit that does not take part stays there and is exempted with a reason',
    ],
  }),
  span: (field: string, text: string) => ({
    message: `"${text}" in "${field}" is no length of time`,
    fix: ['Write 2h or 30m'],
  }),
} as const

interface WaysToFit {
  readonly people: number
  readonly windows: number
  readonly rounds: number
  readonly of: number
  readonly move: readonly string[]
  readonly to: string
}

/** What would make too much work fit, each way by itself, as found by playing it through. */
export function waysToFit({ people, windows, rounds, of, move, to }: WaysToFit): string[] {
  const ways = [
    ...(people > 0 ? [`It fits with ${people} more for these acts (${people + 1} in all)`] : []),
    ...(windows > 0 ? [`It fits with ${windows} more windows of this batch (batches)`] : []),
    ...(move.length > 0 ? [`It fits with ${move.join(', ')} in ${to} (units)`] : []),
    ...(rounds > 0
      ? [
          `It fits with ${rounds} of the ${of} rounds; what the notice demands beyond that needs an exemption`,
        ]
      : []),
  ]
  return ways.length > 0
    ? ways
    : ['No single way will do; combine more people, more hours and fewer rounds']
}
