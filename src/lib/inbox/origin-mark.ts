import { filesOfBytes, type Store } from '../workspace/index.js'

/** Signs of a content's sha-256 that tell it apart from every other file of a county. */
const SIGNS = 12
const SEALED = new RegExp(`（校验码([0-9a-f]{${SIGNS}})）$`, 'u')

/** What papers call a file: its name in the workspace or, of one elsewhere on this machine, the last part of its path. */
export function paperName(file: string): string {
  return isElsewhere(file) ? file.slice(file.lastIndexOf('/') + 1) : file
}

/** How a return file names the file that it is of, so that it is found again: one from elsewhere also by its content. */
export function originMark(file: string, sha256: string): string {
  const seal = isElsewhere(file) ? `（校验码${sha256.slice(0, SIGNS)}）` : ''
  return `${paperName(file)}${seal}`
}

/** The name of the file that a mark means, among those that came in; the mark itself where none did. */
export function markedFile(store: Store, mark: string): string {
  const [, signs] = SEALED.exec(mark) ?? []
  if (signs === undefined) return mark
  const known = filesOfBytes(store, signs)
  return known.find(({ file, sha256 }) => originMark(file, sha256) === mark)?.file ?? mark
}

function isElsewhere(file: string): boolean {
  return /^(?:[a-z]:)?\//iu.test(file)
}
