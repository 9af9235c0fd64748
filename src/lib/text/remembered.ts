const AT_MOST = 10_000

/** The same function, remembering what it gave for the first 10,000 it was asked for: sheets, scripts and dates repeat themselves. */
export function remembered<T, K = string>(read: (key: K) => T): (key: K) => T {
  const known = new Map<K, T>()
  return (key) => {
    const before = known.get(key)
    if (before !== undefined) return before
    const value = read(key)
    if (known.size < AT_MOST) known.set(key, value)
    return value
  }
}
