const anyOf = (list: readonly string[]) => list.slice(0, 6).join('、')

/** What is wrong with a cell of a plan's workbook, and how it is put right. */
export const cellFlaws = {
  empty: (field: string) => ({
    message: `「${field}」没有填`,
    fix: [`填上「${field}」，或者把整行清空`],
  }),
  unknown: (field: string, text: string, known: readonly string[]) => ({
    message: `「${field}」里的「${text}」不在可选内容里`,
    fix: [`从下拉列表中选：${anyOf(known)}${known.length > 6 ? '等' : ''}`],
  }),
  day: (field: string, text: string) => ({
    message: `「${field}」里的「${text}」不是日期`,
    fix: ['年月日写全，如 2015-04-08'],
  }),
  time: (field: string, text: string) => ({
    message: `「${field}」里的「${text}」不是时刻`,
    fix: ['按二十四小时制写，如 08:30'],
  }),
  order: (field: string, text: string, [than = '']: readonly string[]) => ({
    message: `「${field}」的「${text}」不能早于 ${than}：一段时间要先起后止，同一批的各段不能重叠`,
    fix: ['核对这一段的开始和结束'],
  }),
  number: (field: string, text: string) => ({
    message: `「${field}」里的「${text}」不是次数`,
    fix: ['只填数字，不演的填 0'],
  }),
  quota: (field: string, text: string, [least = '']: readonly string[]) => ({
    message: `「${field}」填的 ${text} 次少于通知要求的 ${least} 次`,
    fix: [`改为 ${least} 次或更多`, '确实不承担的，在「不适用的要求」表里写明理由'],
  }),
  twice: (field: string, text: string) => ({
    message: `「${field}」里的「${text}」出现了两次`,
    fix: ['一家单位只留一行'],
  }),
  missing: (field: string, text: string) => ({
    message: `表里没有了${field}「${text}」`,
    fix: ['补上这一行；不参加演练的单位保留在表里，在「不适用的要求」表里写明理由'],
  }),
  span: (field: string, text: string) => ({
    message: `「${field}」里的「${text}」看不出多长时间`,
    fix: ['写 2小时、30分钟 这样的时间'],
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
    ...(people > 0 ? [`增派 ${people} 人分担这些动作（共 ${people + 1} 人），就排得下`] : []),
    ...(windows > 0 ? [`这一批加开 ${windows} 段开放时间（计划的 batches），就排得下`] : []),
    ...(move.length > 0 ? [`把${move.join('、')}调到${to}（计划的 units），就排得下`] : []),
    ...(rounds > 0
      ? [`由 ${of} 组减到 ${rounds} 组，就排得下；少于通知要求的，须先写明不适用的理由`]
      : []),
  ]
  return ways.length > 0 ? ways : ['单用一个办法排不下，请增派人员、加开时间、减少次数并用后再排']
}
