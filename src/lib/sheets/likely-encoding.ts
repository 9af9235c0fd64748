/** Lead bytes of the everyday characters of an encoding of two bytes a character. */
interface Everyday {
  readonly encoding: string
  readonly leads: readonly (readonly [number, number])[]
}

const GB2312: Everyday = {
  encoding: 'gb18030',
  leads: [
    [0xa1, 0xa1],
    [0xa3, 0xa3],
    [0xb0, 0xd7],
  ],
}
const OTHERS: readonly Everyday[] = [
  { encoding: 'big5', leads: [[0xa1, 0xc6]] },
  {
    encoding: 'shift_jis',
    leads: [
      [0x81, 0x83],
      [0x88, 0x97],
    ],
  },
]
const SAMPLE = 65_536
const USUAL = 0.75
const NEARLY_ALL = 0.95
const FEWEST = 4

/**
 * The encoding that text which GB18030 can decode is likelier to be in: nearly everything that Big5 and Shift JIS write
 * is some rare character of GB18030. Null when its characters are everyday ones of Chinese, or of no encoding known here.
 */
export function likelierThanGb(bytes: Uint8Array): string | null {
  const pairs = pairsOf(bytes.subarray(0, SAMPLE))
  if (pairs.length < FEWEST) return null
  const usual = pairs.filter(([lead, trail]) => isIn(lead, GB2312) && trail >= 0xa1).length
  if (usual >= USUAL * pairs.length) return null
  const other = OTHERS.find(
    (one) =>
      pairs.filter(([lead]) => isIn(lead, one)).length >= NEARLY_ALL * pairs.length &&
      decodes(bytes, one.encoding),
  )
  return other?.encoding ?? null
}

/** UTF-16 without its mark: the zeros of its plain characters stand all on one side. Null for anything else. */
export function unmarkedWide(bytes: Uint8Array): string | null {
  const sample = bytes.subarray(0, SAMPLE)
  const zeros = [0, 0]
  sample.forEach((byte, at) => {
    if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1
  })
  const [even = 0, odd = 0] = zeros
  if (bytes.length % 2 === 1 || even + odd < Math.max(FEWEST, sample.length / 50)) return null
  if (even > 0 && odd > 0) return null
  const encoding = even === 0 ? 'utf-16le' : 'utf-16be'
  return decodes(bytes, encoding) ? encoding : null
}

function pairsOf(bytes: Uint8Array): readonly (readonly [number, number])[] {
  const pairs: (readonly [number, number])[] = []
  for (let at = 0; at + 1 < bytes.length; at += 1) {
    const lead = bytes[at] ?? 0
    if (lead < 0x81) continue
    at += 1
    pairs.push([lead, bytes[at] ?? 0])
  }
  return pairs
}

function isIn(lead: number, { leads }: Everyday): boolean {
  return leads.some(([from, to]) => lead >= from && lead <= to)
}

function decodes(bytes: Uint8Array, encoding: string): boolean {
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
    return !/[\u0000-\u0008\u000e-\u0019\u001c-\u001f]/.test(text.slice(0, SAMPLE))
  } catch (error) {
    if (error instanceof TypeError) return false
    throw error
  }
}
