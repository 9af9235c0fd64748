/** A file for the old server: ASCII, because old consoles read nothing else alike. */
export interface UnloadScript {
  readonly name: string
  readonly text: string
}
