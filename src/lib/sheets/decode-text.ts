import { AppError } from '../errors/index.js'

/** Decoded text with the name of the encoding that fitted. */
export interface DecodedText {
  readonly text: string
  readonly encoding: string
}

const BOMS: readonly (readonly [string, string])[] = [
  ['efbbbf', 'utf-8'],
  ['fffe', 'utf-16le'],
  ['feff', 'utf-16be'],
]
const LADDER = ['utf-8', 'gb18030'] as const

/**
 * Decodes by BOM, then strict UTF-8, then strict GB18030, or by the encoding that the user named.
 * Never guesses: guessers take short Chinese sheets for Big5 or Greek (reference/import.md §5).
 */
export function decodeText(bytes: Uint8Array, file: string, named?: string): DecodedText {
  if (named !== undefined) return decodeAs(bytes, file, named)
  const head = Buffer.from(bytes.subarray(0, 3)).toString('hex')
  const bom = BOMS.find(([mark]) => head.startsWith(mark))
  if (bom !== undefined) return decodeAs(bytes, file, bom[1])
  for (const encoding of LADDER) {
    const text = strictly(bytes, encoding)
    if (text !== null) return { text: refuseBinary(text, file), encoding }
  }
  if (looksBinary(bytes)) throw new AppError('HK-SHEET-006', { file })
  throw new AppError('HK-SHEET-012', { file, tried: LADDER })
}

function decodeAs(bytes: Uint8Array, file: string, encoding: string): DecodedText {
  const decoder = decoderFor(file, encoding)
  try {
    return { text: refuseBinary(decoder.decode(bytes), file), encoding: decoder.encoding }
  } catch (cause) {
    if (cause instanceof AppError) throw cause
    throw new AppError('HK-SHEET-014', { file, encoding }, { cause })
  }
}

function decoderFor(file: string, encoding: string) {
  try {
    return new TextDecoder(encoding, { fatal: true })
  } catch (cause) {
    throw new AppError('HK-SHEET-013', { file, encoding }, { cause })
  }
}

function strictly(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch (error) {
    if (error instanceof TypeError) return null
    throw error
  }
}

/** Control characters never stand in a table that a person or a database wrote. */
function refuseBinary(text: string, file: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  if (/[\u0000-\u0008\u000e-\u0019\u001c-\u001f]/.test(text)) {
    throw new AppError('HK-SHEET-006', { file })
  }
  return text
}

function looksBinary(bytes: Uint8Array): boolean {
  return bytes.subarray(0, 65_536).some((byte) => byte < 9)
}
