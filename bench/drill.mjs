// A drill of 50 units and four themes on the virtual clock, journal and all, against the bare HTTP calls of the same
// drill (same acts, looks and readings, same ticks, same concurrency) on a second hall, tick by tick in turn.
// `node bench/drill.mjs [units] [kill|power-cut]` after a build: what hall and journal survive. `kill` is a rehearsal, whose
// hall lives in memory; `power-cut` a drill in a hall on disk, where both wait for the disk.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const BUDGET_MS = 10_000
const OVERHEAD = 1.3
const count = Number(process.argv[2] ?? 50)
const survives = process.argv[3] ?? 'kill'
const lib = new URL(process.env['HALLKIT_DIST'] ?? '../dist/', import.meta.url)
const drill = await import(new URL('lib/drill/index.js', lib))
const { connectHall } = await import(new URL('lib/hall/index.js', lib))
const { loadPack } = await import(new URL('lib/notice/index.js', lib))
const { startHall } = await import(new URL('lib/reference-hall/index.js', lib))
const templatesDir = fileURLToPath(new URL('../templates', import.meta.url))
const folder = await mkdtemp(join(tmpdir(), 'drill-bench-'))

const NODES = { 'pre-review': 0, accept: 0, handle: 0, review: 2, approve: 3, settle: 2 }
const SEATS = [
  ['coordinator', 'window_acceptor', 'handler'],
  ['supervisor', 'unit_admin'],
  ['reviewer', 'issuer', 'replier'],
  ['approver', 'reply_auditor'],
]
const COUNTY = ['platform_admin', 'reception', 'inspector']
const password = (account) => `pw-${account}-0123456789012345`

/** The notice with `count` units, half of them in each batch, and everything they owe. */
async function county() {
  const whole = await loadPack('menghai-2015')
  const units = Array.from({ length: count }, (_, n) => {
    const code = `U${String(n).padStart(3, '0')}`
    const batch = whole.batches[n % whole.batches.length].id
    return { code, name: `单位${n}`, short: `单位${n}`, aliases: [], batch }
  })
  const user = (workNo, unit, roles) => {
    return { workNo, name: `演练${workNo}`, unit, office: null, roles, source: null }
  }
  const users = units.flatMap(({ code }) => [
    ...SEATS.map((roles, seat) => user(`${code}-${seat}`, code, roles)),
    user(`${code}-9`, code, ['applicant']),
  ])
  // A county of this size has two people at each county-wide desk.
  const office = COUNTY.flatMap((role) =>
    [1, 2].map((n) => user(`x-${role}-${n}`, whole.office.code, [role])),
  )
  const items = units.flatMap(({ code, name }) =>
    [1, 2, 3].map((n) => ({
      ...{ unit: { code, name }, code: `${code}I${n}`, name: `事项${n}`, caseType: null },
      ...{ type: { code: '01', label: '行政许可' }, statutory: null, promised: null, depth: 3 },
      ...{ basis: null, conditions: null, materials: [], fee: { charged: null, raw: '' } },
      ...{ office: null, nodes: [], supervision: null },
    })),
  )
  const assignments = items.flatMap(({ unit, code: item }) =>
    Object.entries(NODES).map(([node, seat]) => {
      return { unit: unit.code, item, node, workNo: `${unit.code}-${seat}`, ab: 'A', reason: '' }
    }),
  )
  const articles = units.flatMap(({ code: unit }) =>
    whole.columns.flatMap((column) =>
      [1, 2, 3].map((n) => ({ unit, column, title: `${column}${n}`, body: '演练内容' })),
    ),
  )
  const mapping = { users: [...users, ...office], assignments, gaps: [] }
  return { pack: { ...whole, units }, items, mapping, articles }
}

async function furnish(hall, { pack, items, mapping }) {
  await hall.putUnits(
    [...pack.units, { ...pack.office, batch: '' }].map(({ code, name, batch }) => ({
      code,
      name,
      batch,
    })),
  )
  await hall.putColumns(pack.columns)
  const limits = { promisedWorkdays: null, statutoryWorkdays: null }
  await hall.putItems(
    items.map(({ code, name, unit, depth }) => ({
      code,
      name,
      unit: unit.code,
      typeCode: '01',
      depth,
      ...limits,
    })),
  )
  for (const { workNo, name, unit, roles } of mapping.users) {
    await hall.createUser({ workNo, name, unit, roles, active: true }, password(workNo))
  }
  await hall.putAssignments(
    mapping.assignments.map(({ item, node, workNo, ab }) => ({ item, node, workNo, ab })),
  )
}

/** A furnished hall, every account logged in, so that neither side pays for that. */
async function openHall(name, ground) {
  const adminToken = 'bench-token-0123456789012345'
  const dataFile = survives === 'kill' ? ':memory:' : join(folder, `${name}.db`)
  const server = await startHall({ dataFile, port: 0, templatesDir, adminToken, nowMs: Date.now })
  const credentials = async (account) => password(account)
  const hall = await connectHall({ url: server.url, adminToken, credentials })
  await furnish(hall, ground)
  for (const { workNo } of ground.mapping.users) {
    const nothing = { action: 'case.accept', id: '0', input: {}, as: workNo }
    await hall.perform({ ...nothing, idempotencyKey: `warm-${workNo}` }).catch(() => undefined)
  }
  return { hall, close: () => Promise.all([hall.close(), server.close()]) }
}

/** A plan of the county, locked in a folder. */
async function lockedRun(ground) {
  const files = await drill.loadDrills(join(templatesDir, 'drills'))
  const started = performance.now()
  const { plan } = drill.expandPlan({ ...ground, ...files, seed: 1, roleTitle: (role) => role })
  const planMs = performance.now() - started
  return { planMs, run: await drill.createRun(join(folder, 'run'), 'run', plan) }
}

/** A hall's own calls, every one written down as it is made: `sort` says what may be under way together. */
function watched(hall, calls) {
  const noted = (sort, method, args) => {
    const call = { sort, method, args }
    calls.push(call)
    return hall[method](...args).then((result) => Object.assign(call, { result }).result)
  }
  return {
    ...hall,
    setClock: (at) => noted('ticks', 'setClock', [at]),
    perform: (act) => noted('acts', 'perform', [act]),
    events: (after) => noted('looks', 'events', [after]),
    get: (...object) => noted('readings', 'get', object),
    legalClock: (...object) => noted('readings', 'legalClock', object),
  }
}

/**
 * Makes calls that were written down again, on another hall, over the same client, with nothing around them. The looks are
 * among them: what an act came to is known from the hall's events only, and whoever wants to know it has to ask.
 */
function replayer(hall) {
  const ids = new Map()
  const known = (id) => (id === null ? null : (ids.get(id) ?? id))
  const learn = (before, { id, created }) => {
    ids.set(before.id, id)
    for (const [n, one] of before.created.entries()) ids.set(one.id, created[n].id)
  }
  const again = async ({ sort, method, args: [first, ...rest], result }) => {
    if (sort === 'acts') learn(result, await hall.perform({ ...first, id: known(first.id) }))
    else await hall[method](first, ...rest.map(known))
  }
  return async (calls) => {
    for (let from = 0, to = 0; from < calls.length; from = to) {
      while (calls[to]?.sort === calls[from].sort) to += 1
      await inParallel(calls.slice(from, to), again)
    }
  }
}

/** Wall and processor time of a piece of work, in ms, added to a sum. */
async function timed(sum, work) {
  const wall = performance.now()
  const before = process.cpuUsage()
  const result = await work()
  const { user, system } = process.cpuUsage(before)
  sum.wall += performance.now() - wall
  sum.cpu += (user + system) / 1000
  return result
}

/** Goes on to the end of the next tick; false when the drill is over. */
async function playTick(events) {
  for (let next = await events.next(); !next.done; next = await events.next()) {
    if (next.value.kind === 'progress') return true
  }
  return false
}

/** Plays the drill and, after every tick, the bare calls of that tick on the other hall: what else the machine does disturbs both. */
async function playBeside(run, hall, other) {
  const calls = []
  const drilled = { wall: 0, cpu: 0 }
  const bare = { wall: 0, cpu: 0 }
  const replay = replayer(other)
  const now = () => performance.timeOrigin + performance.now()
  const desk = { hall: watched(hall, calls), now, survives }
  const events = drill.runDrill({ ...desk, clock: drill.virtualClock(desk.hall) }, run)
  for (let told = 0; await timed(drilled, () => playTick(events)); told = calls.length) {
    await timed(bare, () => replay(calls.slice(told)))
  }
  return { drilled, bare, calls }
}

/** How many calls of a sort there were. */
function countOf(calls, wanted) {
  return calls.filter(({ sort }) => sort === wanted).length
}

async function inParallel(jobs, work) {
  let next = 0
  const worker = async () => {
    while (next < jobs.length) await work(jobs[next++])
  }
  await Promise.all(Array.from({ length: Math.min(16, jobs.length) }, worker))
}

try {
  const ground = await county()
  const { run, planMs } = await lockedRun(ground)
  const [mine, other] = [await openHall('played', ground), await openHall('bare', ground)]
  const { drilled, bare, calls } = await playBeside(run, mine.hall, other.hall)
  await Promise.all([mine.close(), other.close()])
  const { steps, requirements } = drill.scoreRun(run.plan, drill.linesOf(run.folder), ground.pack)
  const ratio = drilled.wall / bare.wall
  const line = (name, { wall, cpu }) =>
    `${name} ${Math.round(wall)} ms, ${Math.round(cpu)} ms of processor, ${(wall / steps.total).toFixed(2)} ms per step`
  const counts = ['ticks', 'acts', 'looks', 'readings'].map(
    (sort) => `${sort} ${countOf(calls, sort)}`,
  )
  console.log(
    `survives ${survives}; units ${count}, steps ${steps.done}/${steps.total}; calls: ${counts.join(', ')}`,
  )
  console.log(`requirements met ${requirements.met}, missed ${requirements.missed}`)
  console.log(
    `plan expanded in ${Math.round(planMs)} ms, peak memory ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`,
  )
  console.log(`${line('drill     ', drilled)}  (budget ${BUDGET_MS} ms)`)
  console.log(
    `${line('bare calls', bare)}  ratio ${ratio.toFixed(2)}, of processor ${(drilled.cpu / bare.cpu).toFixed(2)}  (budget ${OVERHEAD})`,
  )
  process.exitCode =
    drilled.wall > BUDGET_MS || ratio > OVERHEAD || steps.done < steps.total ? 1 : 0
} finally {
  await rm(folder, { recursive: true, force: true })
}
