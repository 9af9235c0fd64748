import { strFromU8, strToU8, unzipSync, type Zippable, zipSync } from 'fflate'

const CORE = 'docProps/core.xml'
/** The earliest time a zip entry can carry; entries of our papers all carry it. */
const ZIP_EPOCH = new Date(1980, 0, 1)

/**
 * Packs an Office file again so that equal content gives equal bytes: fixed entry times, entries in
 * name order behind `[Content_Types].xml`, document dates set to `day` (`2015-04-30`).
 */
export function stableZip(bytes: Uint8Array, day: string): Uint8Array {
  const entries = unzipSync(bytes)
  const core = entries[CORE]
  if (core !== undefined) {
    const stamp = `>${day}T00:00:00Z</dcterms:`
    entries[CORE] = strToU8(strFromU8(core).replace(/>[^<]*<\/dcterms:/g, stamp))
  }
  const names = Object.keys(entries).sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))
  const packed: Zippable = {}
  for (const name of names) packed[name] = [entries[name] ?? new Uint8Array(), { mtime: ZIP_EPOCH }]
  return zipSync(packed, { level: 6 })
}

function rank(name: string): number {
  return name === '[Content_Types].xml' ? 0 : 1
}
