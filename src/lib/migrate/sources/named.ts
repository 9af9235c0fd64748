import { readdir, stat } from 'node:fs/promises'
import { basename, dirname, resolve } from 'node:path'
import { AppError } from '../../errors/index.js'
import { type SourceOptions, sourceOptions } from './index.js'
import { onlyFailures } from './table.js'

/** Old data as a person points at it, before there is a mapping: by path or address. */
export interface NamedSources {
  readonly sources: readonly SourceOptions[]
  /** The folder that their paths start from. */
  readonly folder: string
}

/** Which driver reads files of an ending. */
const ENDINGS: Readonly<Record<string, SourceOptions['driver']>> = {
  ...{ csv: 'csv', tsv: 'csv', txt: 'csv', dbf: 'dbf', mdb: 'access', accdb: 'access' },
  ...{ sqlite: 'sqlite', sqlite3: 'sqlite', db: 'sqlite', db3: 'sqlite' },
  ...{ xlsx: 'excel', xlsm: 'excel', xlsb: 'excel', xls: 'excel', et: 'excel', ods: 'excel' },
}
/** Drivers that read all files of a folder at once. */
const WHOLE: ReadonlySet<string> = new Set(['csv', 'dbf', 'excel'])
const SERVERS: Readonly<Record<string, SourceOptions['driver']>> = {
  ...{ mysql: 'mysql', mariadb: 'mysql', postgres: 'postgres', postgresql: 'postgres' },
  ...{ sqlserver: 'sqlserver', mssql: 'sqlserver', oracle: 'oracle' },
}

/**
 * What a person points at: a file, a folder (each kind of file in it is a source of its own), or an address such as
 * `mysql://user@host:3306/database?encoding=gb18030`. HK-MIG-001 when nothing is there, HK-MIG-030 when nothing says what reads
 * it. A password never stands in an address: `env:NAME` or `file:PATH`.
 */
export async function sourcesNamed(
  text: string,
  told: { readonly password?: string | undefined; readonly encoding?: string | undefined } = {},
): Promise<NamedSources> {
  const address = /^([a-z]+):\/\//i.exec(text)?.[1]?.toLowerCase()
  if (address !== undefined) return { sources: [onServer(text, address, told)], folder: '.' }
  const path = resolve(text)
  const isFolder = await onlyFailures(text, async () => (await stat(path)).isDirectory())
  const found = isFolder ? await inFolder(path) : [[basename(path), driverOf(path)] as const]
  const known = found.flatMap(([name, driver]) =>
    driver === undefined ? [] : [{ path: name, driver }],
  )
  if (known.length === 0) throw new AppError('HK-MIG-030', { source: text })
  return {
    sources: known.map(({ path: name, driver }) =>
      checked(text, { path: name, driver, ...fitting(driver, told) }),
    ),
    folder: isFolder ? path : dirname(path),
  }
}

async function inFolder(folder: string) {
  const names = (await readdir(folder)).filter((name) => !/^[.~]/.test(name)).sort()
  if (names.includes('columns.dat') && names.includes('counts.dat'))
    return [['.', 'unload'] as const]
  const files = names.map((name) => [name, driverOf(name)] as const)
  const whole = [...WHOLE].filter((driver) => files.some(([, one]) => one === driver))
  return [
    ...whole.map((driver) => ['.', driver as SourceOptions['driver']] as const),
    ...files.filter(([, driver]) => driver !== undefined && !WHOLE.has(driver)),
  ]
}

function driverOf(path: string): SourceOptions['driver'] | undefined {
  return ENDINGS[/\.([^.]+)$/.exec(path)?.[1]?.toLowerCase() ?? '']
}

function fitting(
  driver: string,
  { encoding, password }: { encoding?: string | undefined; password?: string | undefined },
) {
  return {
    ...(encoding === undefined || driver === 'excel' ? {} : { encoding }),
    ...(password === undefined || driver !== 'access' ? {} : { password }),
  }
}

function onServer(
  text: string,
  scheme: string,
  told: { password?: string | undefined; encoding?: string | undefined },
) {
  const driver = SERVERS[scheme]
  if (driver === undefined) throw new AppError('HK-MIG-030', { source: text })
  const url = new URL(text.replace(/^[a-z]+:/i, 'http:'))
  if (url.password !== '') throw new AppError('HK-MIG-031', { address: `${scheme}://${url.host}` })
  const name = decodeURIComponent(url.pathname.slice(1))
  const more = Object.fromEntries([...url.searchParams].map(([key, value]) => [key, plain(value)]))
  return checked(text, {
    ...{ driver, host: url.hostname, user: decodeURIComponent(url.username), ...more },
    ...(url.port === '' ? {} : { port: Number(url.port) }),
    ...(driver === 'oracle' ? { service: name } : { database: name }),
    ...(told.encoding === undefined ? {} : { encoding: told.encoding }),
    ...(told.password === undefined ? {} : { password: told.password }),
  })
}

function plain(value: string): string | boolean {
  return value === 'true' || (value === 'false' ? false : value)
}

/** HK-MIG-032 with what is missing or too much. */
function checked(text: string, options: object): SourceOptions {
  const read = sourceOptions.safeParse(options)
  if (read.success) return read.data
  const faults = read.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`.trim())
  throw new AppError('HK-MIG-032', { source: text, faults })
}
