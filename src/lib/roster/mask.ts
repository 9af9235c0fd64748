const LONG_NUMBER = /(?<![0-9A-Za-z])\+?\d[\d–—－ -]{5,20}[\dXx](?![0-9A-Za-z])/gu

/** A text for messages: telephones and ID numbers in it show their first three and last two figures. */
export function masked(text: string): string {
  return text.normalize('NFKC').replace(LONG_NUMBER, (run) => {
    const digits = run.replace(/[^0-9Xx]/gu, '')
    return digits.length < 7 ? run : `${digits.slice(0, 3)}****${digits.slice(-2)}`
  })
}
