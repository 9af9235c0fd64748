/**
 * How the files look that the scripts of `migrate unload` make an old server write. Scripts and reader share these signs, and
 * nothing else knows them.
 */
export interface UnloadFormat {
  readonly name: 'bcp' | 'sqlplus'
  /** Behind each field but the last, and behind the last field of a row. */
  readonly fieldEnd: string
  readonly rowEnd: string
  /** The fields of a row, as the server held them: null for NULL. */
  readonly fields: (row: string) => (string | null)[]
}

/**
 * `bcp -w`: UTF-16LE without a mark. Nothing is escaped; NULL is nothing at all, an empty text is one NUL. The signs are
 * printable because bcp takes no others on all versions, and mean nothing to the Windows console.
 */
export const bcp: UnloadFormat = {
  name: 'bcp',
  fieldEnd: '@~@',
  rowEnd: '@~#',
  fields: (row) =>
    row.split('@~@').map((text) => (text === '' ? null : text === '\u0000' ? '' : text)),
}

/** Escapes of the sqlplus files: sign in the file -> character. Line breaks and spaces too, which sqlplus breaks and trims. */
export const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['\\', '\\'],
  ['n', '\n'],
  ['r', '\r'],
  ['s', ' '],
  ['f', '\u001f'],
  ['g', '\u001e'],
])

/** `sqlplus` with SPOOL: a line break stands wherever the line was full and means nothing; `\N` is NULL. */
export const sqlplus: UnloadFormat = {
  name: 'sqlplus',
  fieldEnd: '\u001f',
  rowEnd: '\u001e',
  fields: (row) =>
    row
      .replace(/[\r\n]/g, '')
      .split('\u001f')
      .map((text) => (text === '\\N' ? null : unescaped(text))),
}

function unescaped(text: string): string {
  return text.includes('\\')
    ? text.replace(/\\(.)/gs, (whole, sign: string) => ESCAPES.get(sign) ?? whole)
    : text
}
