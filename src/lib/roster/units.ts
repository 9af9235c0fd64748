import type { NoticePack } from '../notice/index.js'

/** The name of a unit (or of the organising office) by its code; the code itself when the pack does not list it. */
export function unitNames(pack: NoticePack): (code: string) => string {
  const names = new Map([pack.office, ...pack.units].map(({ code, name }) => [code, name]))
  return (code) => names.get(code) ?? code
}
