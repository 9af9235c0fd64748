import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { packageRoot } from '../../../src/lib/assets/index.js'
import { type ActResult, connectHall, type HallConnection } from '../../../src/lib/hall/index.js'
import { brokenLink, type ChainedEvent } from '../../../src/lib/reference-hall/index.js'
import { columns, furnish, passwordFor } from '../../support/hall.js'
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

const LANES = 16
/** Acts that the hall has acknowledged before it is killed. */
const ACTS = isLong ? 500 : 60

/** Drafts articles as fast as it can until the hall is gone; `done` holds what the hall acknowledged. */
async function draftUntilGone(
  hall: HallConnection,
  round: number,
  done: ActResult[],
): Promise<void> {
  const lane = async (name: number) => {
    for (let n = 0; ; n += 1) {
      const input = { column: columns[0], title: `第${n}条`, body: '正文' }
      const idempotencyKey = `r${round}-l${name}-${n}`
      done.push(
        await hall.perform({
          action: 'article.draft',
          id: null,
          input,
          as: 'a-unit_admin',
          idempotencyKey,
        }),
      )
    }
  }
  await Promise.allSettled(Array.from({ length: LANES }, (_, name) => lane(name)))
}

/** The first act of a round signs the account in, so that the rest is nothing but acts. */
function signingIn(round: number) {
  const input = { column: columns[0], title: '登录', body: '正文' }
  return {
    ...{ action: 'article.draft', id: null, input, as: 'a-unit_admin' },
    idempotencyKey: `r${round}-signs-in`,
  }
}

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
    const acknowledged: ActResult[] = []
    const rates: number[] = []
    let hall = await spawnHall(folder)
    const first = await open(hall)
    await furnish(first)
    first.close()
    for (let round = 0; round < ROUNDS; round += 1) {
      const client = await open(hall)
      await client.perform(signingIn(round))
      const drafted: ActResult[] = []
      const since = performance.now()
      const drafting = draftUntilGone(client, round, drafted)
      while (drafted.length < ACTS) await new Promise((done) => setTimeout(done, 7 + round))
      rates.push(Math.round((drafted.length / (performance.now() - since)) * 1000))
      await hall.kill()
      await drafting
      acknowledged.push(...drafted)
      client.close()
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
    await hall.kill()
  },
  isLong ? 900_000 : 120_000,
)
