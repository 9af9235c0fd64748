const LABEL =
  /(?:填报|填表|报送|编报|申报)?(?:单位|部门)(?:名称)?\s*(?:[(（][^)）]*[)）])?\s*[:：]\s*(.*)$/su
/** A label in a cell of its own needs no colon. */
const LONE_LABEL = /^(?:(?:填报|填表|报送|编报|申报)(?:单位|部门)(?:名称)?|(?:单位|部门)名称)$/u
const NEXT_LABEL = /[\s\u3000]+(?:填|报|联系|日期|时间|制表|审核|负责|电话)[^:：\s]{0,8}[:：].*$/su
const STAMP = /\s*[(（](?:盖章|公章|章)[)）].*$/su

/** The unit that a line such as 「填报单位：林业局（盖章）　填报时间：…」 names; null when no cell is such a line. */
export function unitOnLine(cells: readonly string[]): string | null {
  for (const [index, text] of cells.entries()) {
    const said = LABEL.exec(text)
    if (said === null && !LONE_LABEL.test(text.replace(/\s/gu, ''))) continue
    const here = tidy(said?.[1] ?? '')
    if (here !== '') return here
    const next = cells.slice(index + 1).find((cell) => cell !== '' && cell !== text)
    if (next !== undefined && tidy(next) !== '') return tidy(next)
  }
  return null
}

function tidy(text: string): string {
  const name = text.replace(NEXT_LABEL, '').replace(STAMP, '').trim()
  return /^[_＿\s]*$/u.test(name) ? '' : name.replace(/\s{2,}.*$/su, '')
}
