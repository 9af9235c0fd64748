/**
 * migrate: an old system into a hall, every row accounted for, and a way back. Sources are read, never written; a mapping
 * (YAML) says what becomes of each row; a ledger remembers it. It never drops a row in silence, never guesses a value,
 * and knows no system by name: what an old system looks like stands in its mapping.
 */
export { openSource, type SourceOptions } from './sources/index.js'
