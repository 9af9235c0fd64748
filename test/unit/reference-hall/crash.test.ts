import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { packageRoot } from '../../../src/lib/assets/index.js'
import { brokenLink, type ChainedEvent, connectHall } from '../../../src/lib/hall/index.js'
import { columns, furnish, passwordFor } from '../../support/hall.js'
import { type Acknowledged, draftUntilGone } from '../../support/load.js'
import { tempFolder } from '../../support/temp-folder.js'

const isLong = process.env['HALLKIT_LONG'] === '1'
const ROUNDS = isLong ? 20 : 3

const children: ChildProcess[] = []
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
})

interface Process {
  readonly url: string
  readonly adminToken: string
  readonly kill: () => Promise<void>
}

/** The real command in a process of its own, killed without warning. */
async function spawnHall(folder: string): Promise<Process> {
  const run = join(packageRoot(), 'bin', 'run.js')
  const argv = [run, 'hall', 'start', '--json', '--data', join(folder, 'hall.db')]
  const env = { ...process.env, XDG_CONFIG_HOME: join(folder, 'config') }
  const child = spawn(process.execPath, argv, { env, stdio: ['ignore', 'pipe', 'inherit'] })
  children.push(child)
  let text = ''
  for await (const chunk of child.stdout) {
    text += chunk
    if (text.trimEnd().endsWith('}')) break
  }
  const { url, adminTokenFile } = JSON.parse(text).result
  const kill = async () => {
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
  return { url, adminToken: (await readFile(adminTokenFile, 'utf8')).trim(), kill }
}

const open = ({ url, adminToken }: Process) =>
  connectHall({ url, adminToken, credentials: async (account) => passwordFor(account) })

/** Acts that the hall has acknowledged before the rate is taken, and before it is killed. */
const WARM = isLong ? 300 : 20
const ACTS = isLong ? 1500 : 100

async function wholeFeed({ url, adminToken }: Process): Promise<readonly ChainedEvent[]> {
  const feed: ChainedEvent[] = []
  for (let after = 0; ; ) {
    const reply = await fetch(`${url}/api/v1/events?after=${after}`, {
      headers: { 'x-admin-token': adminToken },
    })
    const page = (await reply.json()) as { events: ChainedEvent[]; last: number }
    if (page.events.length === 0) return feed
    feed.push(...page.events)
    after = page.last
  }
}

test(
  'a hall killed under load has lost nothing that it acknowledged, doubles nothing, and its chain holds',
  async () => {
    const folder = await tempFolder()
    const acknowledged: Acknowledged[] = []
    const rates: number[] = []
    let hall = await spawnHall(folder)
    const first = await open(hall)
    await furnish(first)
    first.close()
    for (let round = 0; round < ROUNDS; round += 1) {
      const drafted: Acknowledged[] = []
      const until = async (count: number) => {
        while (drafted.length < count) await new Promise((done) => setTimeout(done, 3 + round))
        return { at: performance.now(), count: drafted.length }
      }
      const drafting = draftUntilGone(hall.url, `r${round}`, columns[0], drafted)
      const [from, to] = [await until(WARM), await until(ACTS)]
      rates.push(Math.round(((to.count - from.count) / (to.at - from.at)) * 1000))
      await hall.kill()
      await drafting
      acknowledged.push(...drafted)
      hall = await spawnHall(folder)
    }
    const feed = await wholeFeed(hall)
    const started = new Set(feed.map(({ objectId }) => objectId))
    expect(acknowledged.filter(({ id }) => !started.has(id))).toEqual([])
    expect(new Set(feed.map(({ tag }) => tag)).size).toBe(feed.length)
    expect(brokenLink(feed)).toBeNull()
    process.stderr.write(
      `crash: ${ROUNDS} kills at ${Math.min(...rates)} to ${Math.max(...rates)} acts/s, ${acknowledged.length} acknowledged, ${feed.length} kept\n`,
    )
    // 500 requests a second is what the load should be; on a busy machine it is what it is, and told.
    if (Math.max(...rates) < 500)
      process.stderr.write('crash: fewer than 500 acts/s: busy machine\n')
    await hall.kill()
  },
  isLong ? 900_000 : 120_000,
)
