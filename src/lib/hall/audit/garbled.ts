/** Where every two-byte character of GBK lies, made on first use. */
let places: ReadonlyMap<string, readonly [number, number]> | undefined

const RUN = /[^\p{ASCII}]{3,}/gu
const WORDS = /^[\p{Script=Han}\p{P}]+$/u

/**
 * True for text that was UTF-8 and was taken for GBK on its way: it holds the mark of undecodable bytes, or a run that,
 * turned back into bytes, is plain Chinese in UTF-8.
 */
export function isGarbled(text: string): boolean {
  if (text.includes('\ufffd')) return true
  return (text.match(RUN) ?? []).some((run) => {
    const bytes = gbkBytes(run)
    return bytes !== undefined && isChineseUtf8(bytes)
  })
}

function isChineseUtf8(bytes: Uint8Array): boolean {
  try {
    return WORDS.test(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return false // not UTF-8, so the text is what it says
  }
}

function gbkBytes(run: string): Uint8Array | undefined {
  places ??= gbkPlaces()
  const pairs: number[] = []
  for (const character of run) {
    const pair = places.get(character)
    if (pair === undefined) return undefined
    pairs.push(...pair)
  }
  return Uint8Array.from(pairs)
}

function gbkPlaces(): ReadonlyMap<string, readonly [number, number]> {
  const decoder = new TextDecoder('gb18030')
  const found = new Map<string, readonly [number, number]>()
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x80; trail <= 0xfe; trail += 1) {
      const character = decoder.decode(Uint8Array.of(lead, trail))
      if ([...character].length === 1) found.set(character, [lead, trail])
    }
  }
  return found
}
