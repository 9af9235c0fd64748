// Issue "Roster": 2,000 people and 3,000 items, generated and checked in no more than 5 s. Both whole commands, `hallkit users
// generate` and `hallkit users check`, on a workspace whose people came in from two sheets a unit, against what it takes
// only to start hallkit. HALLKIT_BENCH_DIST says which build. Wall times of a busy machine lie; processor times are told too.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const PEOPLE = Number(process.env.HALLKIT_BENCH_PEOPLE ?? 2000)
const ITEMS = Number(process.env.HALLKIT_BENCH_ITEMS ?? 3000)
const RUNS = Number(process.env.HALLKIT_BENCH_RUNS ?? 3)
const BUDGET = 5
const base = resolve(
  process.env.HALLKIT_BENCH_DIST ?? fileURLToPath(new URL('..', import.meta.url)),
)
const { intake, openWorkspace, writeStore } = await import(`${base}/dist/lib/workspace/index.js`)
const { loadPack } = await import(`${base}/dist/lib/notice/index.js`)
const { loadRosterRules } = await import(`${base}/dist/lib/roster/index.js`)

const FILES = ['人员甲.xlsx', '人员乙.xlsx']
const folder = mkdtempSync(join(tmpdir(), 'hallkit-bench-'))
const at = '2015-04-01T09:00:00+08:00'
try {
  const root = await furnish()
  const start = fastest(['--version'])
  const generate = fastest(['users', 'generate', '--json', '--workspace', root])
  const check = fastest(['users', 'check', '--json', '--workspace', root])
  const both = (field) => generate[field] + check[field]
  const told = ({ wall, cpu }) => `${wall.toFixed(1)} s (${cpu.toFixed(1)} s cpu)`
  process.stdout.write(
    `${PEOPLE} people, ${ITEMS} items: generate ${told(generate)}, check ${told(check)}, both ${both('wall').toFixed(1)} s (${both('cpu').toFixed(1)} s cpu, budget ${BUDGET} s), start alone ${told(start)}\n`,
  )
  if (both('wall') > BUDGET) process.exitCode = 1
} finally {
  rmSync(folder, { recursive: true })
}

async function furnish() {
  const root = join(folder, 'w')
  run(['init', root, '--notice', 'menghai-2015', '--invest-batches', 'b1,b2', '--json'])
  const [pack, rules] = await Promise.all([loadPack('menghai-2015'), loadRosterRules()])
  const store = writeStore(await openWorkspace(root), at)
  const items = Array.from({ length: ITEMS }, (_, index) => itemOf(index, pack.units))
  const people = Array.from({ length: PEOPLE }, (_, index) =>
    personOf(index, pack.units, rules, items),
  )
  take(store, 'item', 'items', '事项.xlsx', items)
  for (const side of [0, 1]) {
    const said = people.map((both) => both[side])
    take(store, 'person', 'node-staff', FILES[side], said)
  }
  store.close()
  return root
}

function take(store, kind, form, file, drafts) {
  const source = (index) => ({ file, sha256: kind, sheet: '表2', row: index + 4 })
  const whole = drafts.map((draft, index) => {
    const parts = draft.data.lines?.map((_, line) => ({ sheet: '表2', row: index * 20 + line + 4 }))
    return { ...draft, source: { ...source(index), ...(parts && { parts }) }, findings: [] }
  })
  const unit = drafts[0]?.unit ?? ''
  const { counts } = intake(store, { kind, file, sha256: file, form, unit, at }, whole)
  if (counts.stored !== drafts.length) throw new Error(JSON.stringify(counts))
}

function itemOf(index, units) {
  const { code: unit, name } = units[index % units.length]
  const data = {
    ...{ unit: { code: unit, name }, code: null, name: `许可事项之${index}`, office: '业务股' },
    ...{ type: { code: '01', label: '行政许可' }, caseType: null, basis: null, conditions: null },
    ...{ materials: [], fee: { raw: '' }, statutory: null, promised: null, depth: 3, nodes: [] },
    supervision: null,
  }
  return { key: `${unit}/许可事项之${index}`, unit, data }
}

/** What two sheets say of one person: ten rows each. */
function personOf(index, units, rules, items) {
  const { code: unit } = units[index % units.length]
  const own = items.filter((item) => item.unit === unit)
  const node = rules.nodes[index % 5]
  const role = rules.catalogue.nodes[node].role
  const name = `人员${index}`
  return FILES.map((file, side) => {
    const from = (index + 10 * side) % own.length
    const lines = own.slice(from, from + 10).map(({ data }) => {
      return { item: data.name, node, post: '科员', ab: 'A', duty: null, limit: null }
    })
    const data = {
      ...{ unit, name, title: null, post: '科员', office: null, workNo: null, roles: [role] },
      ...{ phone: null, attends: null, lines },
    }
    return { key: `${unit}/${name}/科员 node-staff ${unit} ${file}`, unit, data }
  })
}

/** The fastest of some runs: whatever else the machine does only ever adds. */
function fastest(args) {
  const runs = Array.from({ length: RUNS }, () => run(args))
  return runs.toSorted((a, b) => a.wall - b.wall)[0]
}

/** Wall and processor time in seconds of one command, as the process itself tells; findings are not the question here. */
function run(args) {
  const tell = `process.on('exit', () => { const { userCPUTime, systemCPUTime } = process.resourceUsage()
    require('node:fs').writeSync(3, String((userCPUTime + systemCPUTime) / 1e6)) })`
  const hook = join(folder, 'tell.cjs')
  writeFileSync(hook, tell)
  const start = performance.now()
  const command = ['--require', hook, join(base, 'bin/run.js'), ...args]
  const { status, stderr, output } = spawnSync(process.execPath, command, {
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  })
  if (status !== 0 && status !== 1) throw new Error(`${args.join(' ')}: ${status} ${stderr}`)
  return { wall: (performance.now() - start) / 1000, cpu: Number(output[3]) }
}
