// One life of `users apply`, in a process of its own: applies a saved plan with a handout, and kills itself with SIGKILL
// around the account whose number it was given. Runs the built code, as a user's machine does.
import { accountMark, connectHall } from '../../dist/lib/hall/index.js'
import { loadPack } from '../../dist/lib/notice/index.js'
import { provisionPeople, readAccountPlan } from '../../dist/lib/roster/index.js'
import { openWorkspace } from '../../dist/lib/workspace/index.js'

const [dir, url, adminToken, file, handout, number, phase] = process.argv.slice(2)
const workspace = await openWorkspace(dir)
const hall = await connectHall({ url, adminToken, credentials: async () => '' })
const die = () => process.kill(process.pid, 'SIGKILL')
let calls = 0

async function createUser(...given) {
  calls += 1
  const isLast = calls === Number(number)
  if (isLast && phase === 'before') die()
  const answer = hall.createUser(...given)
  if (isLast && phase === 'during') setImmediate(() => setImmediate(die))
  await answer
  if (isLast && phase === 'after') die()
  return answer
}

const plan = await readAccountPlan(file, workspace.settings.id)
const pack = await loadPack(workspace.settings.notice)
const mark = accountMark(workspace.settings.id)
const options = {
  mark,
  handout,
  prune: false,
  adopt: [],
  resume: '',
  started: new Date().toISOString(),
}
const scene = { workspace, pack }
const done = await provisionPeople({ ...hall, createUser }, scene, plan, options)
hall.close()
process.stdout.write(`${JSON.stringify(done.counts)}\n`)
