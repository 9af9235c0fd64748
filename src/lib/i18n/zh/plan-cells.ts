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
