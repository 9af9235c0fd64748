import { isUtf8 } from 'node:buffer'
import { encodingOf } from '../../sheets/index.js'

const HAN = /\p{Script=Han}/u
const NEARLY_ALL = 0.9

/**
 * The encoding of texts whose file names none: UTF-8 when nearly all that are not ASCII are Chinese in it (a field cut off
 * in the middle of a character is not), else GB18030, of which old programs write the most. HK-SHEET-012 where they look
 * more like another one, as Big5.
 */
export function ansiOf(texts: readonly Uint8Array[], place: string): string {
  const other = texts.filter((text) => text.some((byte) => byte > 0x7f))
  if (other.length === 0) return 'gb18030'
  const odd = other.filter((text) => !isChineseUtf8(text))
  if (odd.length <= other.length * (1 - NEARLY_ALL)) return 'utf-8'
  const fitting = odd.filter((text) => !isUtf8(text) && fitsGb(text))
  if (fitting.length === 0) return 'gb18030'
  return encodingOf(Buffer.concat(fitting.flatMap((text) => [text, Buffer.from('\n')])), place)
}

/** Whether bytes are UTF-8 and say something in Chinese: two characters of GBK may be UTF-8 by chance, of some other script. */
export function isChineseUtf8(text: Uint8Array): boolean {
  return isUtf8(text) && HAN.test(Buffer.from(text).toString())
}

function fitsGb(text: Uint8Array): boolean {
  return !new TextDecoder('gb18030').decode(text).includes('\ufffd')
}
