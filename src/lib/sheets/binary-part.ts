/** Records that begin a part of an .xlsb, each with the one that must end it (MS-XLSB 2.3). */
const ENDS: Readonly<Record<string, string>> = {
  '8101': '820100',
  '8301': '840100',
  '9f01': 'a00100',
  '9602': '970200',
}
const SHEET = /(?:^|[\\/])worksheets[\\/][^\\/]+\.bin$/i

/** Takes a part of an .xlsb in chunks and keeps its first and last bytes only. */
export class BinaryPart {
  #head = ''
  #tail = ''

  push(chunk: Buffer): void {
    if (this.#head.length < 4) this.#head += chunk.toString('hex', 0, 2)
    this.#tail = (this.#tail + chunk.toString('hex', Math.max(0, chunk.length - 3))).slice(-6)
  }

  /** Whether the part stops before its last record; `name` is its path. */
  isCutOff(name: string): boolean {
    const end = ENDS[this.#head.slice(0, 4)]
    return end === undefined ? SHEET.test(name) : this.#tail !== end
  }
}
