import type { Finding } from '../errors/index.js'

const LONG_NUMBER = /(?<![0-9A-Za-z])\+?\d[\d–—－ -]{5,20}[\dXx](?![0-9A-Za-z])/gu

const DAY = /^(?:19|20)\d{2}[ –—－-]?\d{1,2}[ –—－-]?\d{1,2}$/u

/** A text for messages: telephones and ID numbers in it show their first three and last two figures. */
export function masked(text: string): string {
  return text.normalize('NFKC').replace(LONG_NUMBER, (run) => {
    const digits = run.replace(/[^0-9Xx]/gu, '')
    return digits.length < 7 || DAY.test(run) ? run : `${digits.slice(0, 3)}****${digits.slice(-2)}`
  })
}

/** A finding about a sheet of people with the telephones and ID numbers masked that its words and its place would show. */
export function maskFinding(finding: Finding): Finding {
  const { value, params } = finding
  const words = Object.entries(params).map(([key, word]) => [
    key,
    typeof word === 'string' && key !== 'workNo' ? masked(word) : word,
  ])
  const shown = { ...finding, params: Object.fromEntries(words) }
  return value === undefined ? shown : { ...shown, value: masked(value) }
}
