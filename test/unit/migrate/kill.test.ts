import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, writeFileSync } from 'node:fs'
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { inTarget } from '../../support/migration.js'
import { tempFolder } from '../../support/temp-folder.js'

const cli = fileURLToPath(new URL('../../../bin/run.js', import.meta.url))
const isLong = process.env['HALLKIT_LONG'] === '1'
/** Issue 7 asks for 20 kills of a run of a million rows; every test run takes a sample of it. */
const rows = isLong ? 1_000_000 : 12_000
const kills = isLong ? 20 : 1
const faultEvery = 500

const oldCases = new URL('../../../bench/support/old-cases.mjs', import.meta.url).href
interface OldCases {
  readonly MAPPING: string
  readonly writeCases: (path: string, rows: number, faultEvery: number) => Promise<void>
}

async function prepared(home: string, names: readonly string[]) {
  const { MAPPING, writeCases }: OldCases = await import(oldCases)
  const first = join(home, '办件.csv')
  await writeCases(first, rows, faultEvery)
  const folders = names.map((name) => join(home, name))
  for (const folder of folders) {
    await mkdir(folder)
    await copyFile(first, join(folder, '办件.csv'))
    await writeFile(join(folder, 'lsp.yaml'), MAPPING)
  }
  return folders
}

/** The same random numbers for the same seed. */
function random(seed: number) {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff
    return state / 0x8000_0000
  }
}

/** When to kill: so many milliseconds behind the commit of so many batches. */
interface Kill {
  readonly batches: number
  readonly delay: number
}

const args = (folder: string) => [cli, 'migrate', 'run', join(folder, 'lsp.yaml'), '--json']

/** Runs the built program until it ends or is killed with SIGKILL. */
function runIn(folder: string, kill: Kill): Promise<number | null> {
  const child = spawn(process.execPath, args(folder))
  child.stdout.resume()
  const timer = setInterval(() => {
    if (committed(folder) < kill.batches) return
    clearInterval(timer)
    setTimeout(() => child.kill('SIGKILL'), kill.delay)
  }, 5)
  return new Promise((resolve) => {
    child.on('close', (code) => {
      clearInterval(timer)
      resolve(code)
    })
  })
}

function committed(folder: string): number {
  if (!existsSync(join(folder, 'hall.sqlite'))) return 0
  return inTarget(folder, (db) => {
    const isMade = db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'hallkit_manual'").get()
    const count = () => db.prepare('SELECT count(*) FROM hallkit_batch').pluck().get()
    return isMade === undefined ? 0 : Number(count())
  })
}

/** Counts of a whole run, its time zone and the megabytes that it took at most. */
function wholeRun(folder: string, zone: string) {
  const hook = join(folder, 'tell.cjs')
  const tell = `process.on('exit', () => require('node:fs').writeSync(3, String(process.resourceUsage().maxRSS)))`
  writeFileSync(hook, tell)
  const run = spawnSync(process.execPath, ['--require', hook, ...args(folder)], {
    ...{ encoding: 'utf8', env: { ...process.env, TZ: zone } },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  })
  const { entities, balanced } = JSON.parse(run.stdout).result
  const kilobytes = Number(/\d+$/.exec(String(run.output[3]))?.[0])
  return { counts: entities[0], balanced, megabytes: kilobytes / 1024 }
}

/** sha-256 over every row of the target, and over what the ledger says of each row of the source. */
function contents(folder: string): readonly string[] {
  const queries = [
    'SELECT * FROM cases ORDER BY legacy_key',
    'SELECT key, kind, dst, hash, rule FROM hallkit_row ORDER BY entity, key',
    'SELECT key, place, flaws, raw, state FROM hallkit_quarantine ORDER BY entity, key',
  ]
  return inTarget(folder, (db) =>
    queries.map((sql) => {
      const hash = createHash('sha256')
      for (const row of db.prepare(sql).raw().iterate()) hash.update(JSON.stringify(row))
      return hash.digest('hex')
    }),
  )
}

test(`killed ${kills} times in a run of ${rows} rows, it goes on and comes to the same target`, async () => {
  const [whole = '', cut = ''] = await prepared(await tempFolder(), ['whole', 'cut'])
  const first = wholeRun(whole, 'Asia/Shanghai')
  const kept = rows / faultEvery
  expect(first).toMatchObject({
    balanced: true,
    counts: { read: rows, created: rows - kept, quarantined: kept },
  })
  expect(first.megabytes).toBeLessThan(400)
  const batches = committed(whole)
  const next = random(20_260_731)
  let cutShort = 0
  for (let n = 0; n < kills; n += 1) {
    const share = (n + next()) / (kills + 1)
    const delay = Math.floor(next() * 40)
    const code = await runIn(cut, { batches: 1 + Math.floor(share * batches), delay })
    if (code === null) cutShort += 1
  }
  process.stdout.write(`runs cut short by SIGKILL: ${cutShort} of ${kills}\n`)
  wholeRun(cut, 'Asia/Shanghai')

  expect(contents(cut)).toEqual(contents(whole))
  expect(inTarget(cut, (db) => db.prepare('SELECT id, state FROM hallkit_run').all())).toEqual([
    { id: 1, state: 'done' },
  ])
  const again = wholeRun(cut, 'Asia/Shanghai')
  expect(again.counts).toMatchObject({
    ...{ read: rows, created: 0, updated: 0, same: rows - kept, quarantined: kept },
  })
  expect(again.megabytes).toBeLessThan(400)
}, 3_600_000)

test('the time zone of the machine changes nothing', async () => {
  const zones = ['UTC', 'Asia/Shanghai', 'America/New_York']
  const names = zones.map((_, n) => `zone${n}`)
  const folders = await prepared(await tempFolder(), names)
  const few = 40_000
  for (const folder of folders) {
    const bytes = await readFile(join(folder, '办件.csv'))
    await writeFile(join(folder, '办件.csv'), bytes.subarray(0, bytes.lastIndexOf('\n', few) + 1))
  }
  for (const [n, zone] of zones.entries()) wholeRun(folders[n] ?? '', zone)
  const [utc, ...others] = folders.map(contents)

  for (const other of others) expect(other).toEqual(utc)
}, 60_000)
