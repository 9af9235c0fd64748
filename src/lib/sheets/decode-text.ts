import { isUtf8 } from 'node:buffer'
import { AppError } from '../errors/index.js'
import { likelierThanGb, unmarkedWide } from './likely-encoding.js'

const BOMS: readonly (readonly [string, string])[] = [
  ['efbbbf', 'utf-8'],
  ['fffe', 'utf-16le'],
  ['feff', 'utf-16be'],
]
const LADDER = ['utf-8', 'gb18030'] as const
const CHUNK = 256 * 1024
/** More control characters than this share, and the bytes are no text. */
const MOST_CONTROLS = 0.1

/**
 * The encoding of text by BOM, then strict UTF-8, then what a web page says of itself, then strict GB18030, or the one
 * that the user named; all of the text fits it. Never guesses: guessers take short Chinese sheets for Big5 or Greek
 * (reference/import.md §5); text that looks like another encoding than GB18030 is a question (HK-SHEET-012).
 */
export function encodingOf(bytes: Uint8Array, file: string, named?: string): string {
  if (named !== undefined) return sureOf(bytes, file, named)
  const head = Buffer.from(bytes.subarray(0, 3)).toString('hex')
  const bom = BOMS.find(([mark]) => head.startsWith(mark))
  if (bom !== undefined) return sureOf(bytes, file, bom[1])
  ask(unmarkedWide(bytes), file)
  if (fits(bytes, file, 'utf-8')) return 'utf-8'
  const declared = declaredIn(bytes)
  if (declared !== null && fits(bytes, file, declared)) return declared
  if (fits(bytes, file, 'gb18030')) {
    ask(likelierThanGb(bytes), file)
    return 'gb18030'
  }
  if (looksBinary(bytes)) throw new AppError('HK-SHEET-006', { file })
  throw new AppError('HK-SHEET-012', { file, tried: LADDER, likely: null })
}

function ask(likely: string | null, file: string): void {
  if (likely !== null) throw new AppError('HK-SHEET-012', { file, tried: LADDER, likely })
}

const DECLARED = /(?:charset\s*=\s*|<\?xml[^>]*\sencoding\s*=\s*)["']?([\w-]+)/i

/** The encoding that a page or an XML file names itself, when it is none of the ladder's; null without such words. */
function declaredIn(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.subarray(0, 4096)).toString('latin1')
  const name = head.trimStart().startsWith('<') ? DECLARED.exec(head)?.[1] : undefined
  if (name === undefined) return null
  try {
    const { encoding } = new TextDecoder(name)
    return /^(?:utf-8|gbk|gb18030)$/.test(encoding) ? null : encoding
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
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
  const seen = { controls: 0, signs: 0 }
  try {
    for (let at = 0; at < bytes.length; at += CHUNK) {
      const text = decoder.decode(bytes.subarray(at, at + CHUNK), { stream: true })
      seen.controls += controlsIn(text)
      seen.signs += text.length
    }
    decoder.decode()
  } catch (error) {
    if (error instanceof TypeError) return false
    throw error
  }
  if (seen.controls > seen.signs * MOST_CONTROLS) throw new AppError('HK-SHEET-006', { file })
  return true
}

/** Characters that no person types. Old databases hold some (NUL as padding); what is made of them is no text. */
function controlsIn(text: string): number {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  return text.match(/[\u0000-\u0008\u000e-\u0019\u001c-\u001f]/g)?.length ?? 0
}

function looksBinary(bytes: Uint8Array): boolean {
  return bytes.subarray(0, 65_536).some((byte) => byte < 9)
}
