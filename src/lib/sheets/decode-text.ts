import { isUtf8 } from 'node:buffer'
import { AppError } from '../errors/index.js'

const BOMS: readonly (readonly [string, string])[] = [
  ['efbbbf', 'utf-8'],
  ['fffe', 'utf-16le'],
  ['feff', 'utf-16be'],
]
const LADDER = ['utf-8', 'gb18030'] as const
const CHUNK = 256 * 1024

/**
 * The encoding of text by BOM, then strict UTF-8, then strict GB18030, or the one that the user named; all of the text
 * fits it. Never guesses: guessers take short Chinese sheets for Big5 or Greek (reference/import.md §5).
 */
export function encodingOf(bytes: Uint8Array, file: string, named?: string): string {
  if (named !== undefined) return sureOf(bytes, file, named)
  const head = Buffer.from(bytes.subarray(0, 3)).toString('hex')
  const bom = BOMS.find(([mark]) => head.startsWith(mark))
  if (bom !== undefined) return sureOf(bytes, file, bom[1])
  const fitting = LADDER.find((encoding) => fits(bytes, file, encoding))
  if (fitting !== undefined) return fitting
  if (looksBinary(bytes)) throw new AppError('HK-SHEET-006', { file })
  throw new AppError('HK-SHEET-012', { file, tried: LADDER })
}

function sureOf(bytes: Uint8Array, file: string, named: string): string {
  const { encoding } = decoderFor(file, named)
  if (fits(bytes, file, encoding)) return encoding
  throw new AppError('HK-SHEET-014', { file, encoding: named })
}

function decoderFor(file: string, encoding: string) {
  try {
    return new TextDecoder(encoding, { fatal: true })
  } catch (cause) {
    throw new AppError('HK-SHEET-013', { file, encoding }, { cause })
  }
}

/** Whether every byte fits; text in the encoding that only a machine reads is refused (HK-SHEET-006). */
function fits(bytes: Uint8Array, file: string, encoding: string): boolean {
  if (encoding === 'utf-8' && !isUtf8(bytes)) return false
  const decoder = new TextDecoder(encoding, { fatal: true })
  let hasControls = false
  try {
    for (let at = 0; at < bytes.length; at += CHUNK) {
      const text = decoder.decode(bytes.subarray(at, at + CHUNK), { stream: true })
      hasControls ||= isBinary(text)
    }
    decoder.decode()
  } catch (error) {
    if (error instanceof TypeError) return false
    throw error
  }
  if (hasControls) throw new AppError('HK-SHEET-006', { file })
  return true
}

/** Control characters never stand in a table that a person or a database wrote. */
function isBinary(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  return /[\u0000-\u0008\u000e-\u0019\u001c-\u001f]/.test(text)
}

function looksBinary(bytes: Uint8Array): boolean {
  return bytes.subarray(0, 65_536).some((byte) => byte < 9)
}
