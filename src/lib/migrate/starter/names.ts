/** What tables and columns are called, without what programmers and clerks put around it. */

/** Without signs, capitals and the marks that programmers put before names. */
export function plain(name: string): string {
  return name
    .normalize('NFKC')
    .toUpperCase()
    .replace(/^(?:T|TB|TBL|TAB|F|C|D|N|V|S|DT|BIZ|SP|YW)_/, '')
    .replace(/[^\p{L}\p{N}]/gu, '')
}

/** `T_BJXX`, `办件信息表2010` without what tables are called besides. */
export function tableName(name: string): string {
  return plain(lastPart(name))
    .replace(/\d+$/, '')
    .replace(/(.{2,})表$/u, '$1')
}

/** Words that a table's name is made of: `guangan-items`, `oldCaseLog2004`. */
export function wordsOf(name: string): readonly string[] {
  const words = lastPart(name)
    .normalize('NFKC')
    .split(/[^\p{L}]+|(?<=\p{Ll})(?=\p{Lu})|(?<=\p{Script=Han})(?!\p{Script=Han})/u)
  return words.map((word) => word.toUpperCase()).filter((word) => word !== '')
}

/** A column as it is called, then without a remark in brackets and without a word before the first `_`. */
export function columnNames(name: string): readonly [string, ...string[]] {
  const bare = name.normalize('NFKC').replace(/[([{【].*?[)\]}】]/gu, '')
  const [, behind = bare] = /^[A-Za-z]+_(.{2,})$/u.exec(bare) ?? []
  return [plain(name), plain(bare), plain(behind)]
}

function lastPart(name: string): string {
  return name.split(/[./]/).at(-1) ?? name
}
