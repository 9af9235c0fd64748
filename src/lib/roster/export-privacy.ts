/** Seven figures and more in a row, a hyphen among them or an X at the end: a telephone or an ID number. */
const NUMBER = /[0-9０-９](?:[-－ ]?[0-9０-９]){6,}[XxＸｘ]?/gu

/** A text that clerks typed, with every telephone and ID number in it replaced: exports have no place for them. */
export function withoutNumbers(text: string): string {
  return text.replace(NUMBER, '***')
}
