/** A name as it may stand in a path of any system: what Windows forbids becomes `_`. */
export function safeName(name: string): string {
  const plain = [...name].map((char) => (char < ' ' || '\\/:*?"<>|'.includes(char) ? '_' : char))
  return plain.join('').replace(/[. ]+$/u, '') || '_'
}
