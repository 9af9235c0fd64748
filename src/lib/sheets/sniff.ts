import type { BookFormat } from './model.js'

/** What the first bytes say. `other` carries a plain name of the kind, for the message. */
export type Sniffed =
  | { readonly kind: 'zip' }
  | { readonly kind: 'compound' }
  | { readonly kind: 'text' }
  | { readonly kind: 'biff' }
  | { readonly kind: 'other'; readonly name: string }

const SIGNATURES: readonly (readonly [string, string])[] = [
  ['25504446', 'PDF'],
  ['ffd8ff', 'JPEG'],
  ['89504e47', 'PNG'],
  ['47494638', 'GIF'],
  ['52617221', 'RAR'],
  ['377abcaf271c', '7z'],
  ['1f8b', 'gzip'],
  ['425a68', 'bzip2'],
  ['fd377a585a00', 'xz'],
  ['4d534346', 'CAB'],
  ['49492a00', 'TIFF'],
  ['4d4d002a', 'TIFF'],
  ['7b5c727466', 'RTF'],
  ['53514c69746520666f726d6174203300', 'SQLite'],
]

/** Tells the family of a file by its bytes alone; the name is never asked. */
export function sniff(bytes: Uint8Array): Sniffed {
  const head = Buffer.from(bytes.subarray(0, 16)).toString('hex')
  if (/^504b(0304|0506|0708)/.test(head)) return { kind: 'zip' }
  if (head.startsWith('d0cf11e0a1b11ae1')) return { kind: 'compound' }
  if (/^09(00|02|04|08)(04|06|08|10)00/.test(head)) return { kind: 'biff' }
  if (/^52494646.{8}57454250/.test(head)) return { kind: 'other', name: 'WebP' }
  if (/^424d.{8}00000000/.test(head)) return { kind: 'other', name: 'BMP' }
  if (head.slice(8, 16) === '66747970')
    return { kind: 'other', name: nameMedia(head.slice(16, 24)) }
  const known = SIGNATURES.find(([signature]) => head.startsWith(signature))
  if (known !== undefined) return { kind: 'other', name: known[1] }
  return { kind: 'text' }
}

/** Photos of phones and films begin alike; the brand tells them apart. */
function nameMedia(brand: string): string {
  return /^(?:hei|hev|mif1|msf1|avif)/.test(Buffer.from(brand, 'hex').toString('latin1'))
    ? 'HEIC'
    : 'MP4'
}

/**
 * Format of decoded text: HTML and XML spreadsheets are often saved under an .xls name. The name of its kind
 * for text that is made for machines and holds no table that can be read.
 */
export function sniffText(text: string): BookFormat | { readonly kind: string } {
  const head = text.trimStart().toLowerCase()
  if (head.startsWith('mime-version:')) return { kind: 'MHT' }
  if (head.startsWith('{\\rtf')) return { kind: 'RTF' }
  if (!head.startsWith('<')) return 'csv'
  if (head.includes('urn:schemas-microsoft-com:office:spreadsheet')) return 'xml'
  if (head.includes('office:mimetype="application/vnd.oasis.opendocument.spreadsheet"'))
    return 'ods'
  if (/<(?:!doctype html|html|table|tr|td|th)\b/.test(head)) return 'html'
  return /^<(?:\?xml|!doctype)\s/.test(head) ? { kind: 'XML' } : 'csv'
}

const OPEN_DOCUMENT = /^mimetypeapplication\/vnd\.oasis\.opendocument\.([a-z]+)/
const ODS_PARTS = ['content.xml', 'META-INF/manifest.xml']

/** What a zip archive is, by its first bytes and the names of its entries; null when it is no workbook. */
export function sniffArchive(bytes: Uint8Array, names: readonly string[]): BookFormat | null {
  const open = OPEN_DOCUMENT.exec(Buffer.from(bytes.subarray(30, 120)).toString('latin1'))
  if (open !== null) return open[1] === 'spreadsheet' ? 'ods' : null
  if (ODS_PARTS.every((part) => names.includes(part))) return 'ods'
  const plain = names.map((name) => name.replaceAll('\\', '/').toLowerCase())
  if (plain.some((name) => /(^|\/)workbook\.bin$/.test(name))) return 'xlsb'
  if (plain.some((name) => /(^|\/)workbook\d*\.xml$/.test(name))) return 'xlsx'
  return plain.some((name) => name.startsWith('xl/worksheets/')) ? 'xlsx' : null
}

/** Name of what a zip that is no workbook holds. */
export function nameArchive(names: readonly string[]): string {
  const plain = names.map((name) => name.toLowerCase())
  if (plain.some((name) => name.startsWith('word/'))) return 'Word (.docx)'
  if (plain.some((name) => name.startsWith('ppt/'))) return 'PowerPoint (.pptx)'
  if (plain.some((name) => name === 'ofd.xml')) return 'OFD'
  return 'ZIP'
}
