/** Where a source is opened from. */
export interface Place {
  /** Folder of the mapping file: relative paths begin here. */
  readonly folder: string
  /** The value behind `env:NAME` or `file:PATH`; anything else is the value itself. */
  readonly secret: (kept: string) => Promise<string>
}
