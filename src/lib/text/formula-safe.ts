/** How a formula begins (OWASP, CSV injection), also after blanks and in full width. */
const FORMULA = /^\s*[=+\-@＝＋－＠\t\r\n]/u

/** A text that no spreadsheet takes for a formula: with an apostrophe before it where it begins like one. */
export function formulaSafe(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text
}
