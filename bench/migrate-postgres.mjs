// DESIGN §15: `hallkit migrate run` of a case table from SQLite into PostgreSQL, with mapping, id map, row hashes, intents and
// checkpoints, beside pgloader's plain copy of the same table in the same run. Needs a server (HALLKIT_TEST_POSTGRESQL) and
// pgloader; says so when one is not there. HALLKIT_BENCH_ROWS says how many rows.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Sqlite from 'better-sqlite3'
import pg from 'pg'
import { caseRow, HEADER, MAPPING } from './support/old-cases.mjs'

const ROWS = Number(process.env.HALLKIT_BENCH_ROWS ?? 1_000_000)
const server = process.env.HALLKIT_TEST_POSTGRESQL ?? 'postgres://postgres@127.0.0.1:5432/test'
const cli = join(fileURLToPath(new URL('..', import.meta.url)), 'bin/run.js')
const name = `hallkit_bench_${process.pid}`
const folder = mkdtempSync(join(tmpdir(), 'hallkit-bench-'))

try {
  await bench()
} catch (error) {
  if (error.code !== 'ECONNREFUSED') throw error
  process.stdout.write(`no PostgreSQL at ${server}: nothing measured\n`)
} finally {
  rmSync(folder, { recursive: true })
}

async function bench() {
  const admin = await connected(server)
  await admin.query(`CREATE DATABASE ${name}`)
  const url = new URL(server)
  url.pathname = `/${name}`
  try {
    writeSource()
    const theirs = pgloader(url)
    const ours = hallkit(url)
    const database = await connected(url.href)
    const { rows } = await database.query('SELECT count(*) AS n FROM cases')
    await database.end()
    if (Number(rows[0].n) !== ROWS) throw new Error(`${rows[0].n} rows in the target`)
    if (theirs !== null && ours > theirs) process.exitCode = 1
  } finally {
    await admin.query(`DROP DATABASE ${name} WITH (FORCE)`)
    await admin.end()
  }
}

async function connected(connectionString) {
  const client = new pg.Client({ connectionString })
  await client.connect()
  return client
}

/** The old system: one table, all text, as exports are. */
function writeSource() {
  const columns = HEADER.split(',')
  const database = new Sqlite(join(folder, 'old.sqlite'))
  database.exec(`CREATE TABLE 办件 (${columns.join(' TEXT, ')} TEXT, PRIMARY KEY (案件编号))`)
  const insert = database.prepare(`INSERT INTO 办件 VALUES (${columns.map(() => '?').join(', ')})`)
  database.transaction(() => {
    for (let n = 0; n < ROWS; n += 1) insert.run(cells(caseRow(n)))
  })()
  database.close()
}

/** The one quoted field of the generated line has a comma in it. */
function cells(line) {
  const [before, quoted, behind] = line.split('"')
  return [...before.split(',').slice(0, -1), quoted, ...behind.split(',').slice(1)]
}

function hallkit({ hostname, port, username }) {
  const target = `{ driver: postgres, host: ${hostname}, port: ${port || 5432}, database: ${name}, user: ${username} }`
  const mapping = MAPPING.replace(
    '{ driver: csv, path: 办件.csv }',
    '{ driver: sqlite, path: old.sqlite }',
  )
  const file = join(folder, 'lsp.yaml')
  writeFileSync(file, mapping.replace('{ driver: sqlite, path: hall.sqlite }', target))
  const wall = timed(process.execPath, [cli, 'migrate', 'run', file, '--json'])
  told('hallkit, all bookkeeping', wall)
  return wall
}

function pgloader(url) {
  const from = `sqlite://${join(folder, 'old.sqlite')}`
  const wall = timed('pgloader', [from, url.href.replace('postgres:', 'postgresql:')])
  if (wall === null) process.stdout.write('pgloader is not installed: no baseline\n')
  else told('pgloader, plain copy', wall)
  return wall
}

/** Seconds of a command that must succeed; null when it is not installed. */
function timed(command, args) {
  const start = performance.now()
  const { error, status, stderr, stdout } = spawnSync(command, args, { encoding: 'utf8' })
  if (error?.code === 'ENOENT') return null
  if (status !== 0) throw new Error(`${command}: ${stderr || stdout}`)
  return (performance.now() - start) / 1000
}

function told(what, wall) {
  const rate = Math.round(ROWS / wall)
  process.stdout.write(`${what.padEnd(26)}${ROWS} rows  ${wall.toFixed(1)} s  ${rate} rows/s\n`)
}
