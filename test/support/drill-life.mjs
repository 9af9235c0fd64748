// One life of a drill run, in a process of its own: plays the run in a folder against a hall, and kills itself
// with SIGKILL around the call whose number it was given. Runs the built code, as a user's machine does.
import { openRun, runDrill, virtualClock } from '../../dist/lib/drill/index.js'
import { connectHall } from '../../dist/lib/hall/index.js'

const [folder, url, adminToken, number, phase] = process.argv.slice(2)
const credentials = async (account) => `口令-${account}-0123456789`
const hall = await connectHall({ url, adminToken, credentials })
let calls = 0

const die = () => process.kill(process.pid, 'SIGKILL')

function around(call) {
  return async (...given) => {
    calls += 1
    const isLast = calls === Number(number)
    if (isLast && phase === 'before') die()
    const answer = call(...given)
    if (isLast && phase === 'during') setImmediate(() => setImmediate(die))
    await answer
    if (isLast && phase === 'after') die()
    return answer
  }
}

const mortal = { ...hall, perform: around(hall.perform), events: around(hall.events) }
const now = () => performance.timeOrigin + performance.now()
// Lives that shall survive a power cut and lives that shall not come back alike from a kill.
const survives = Number(number) % 2 === 0 ? 'power-cut' : 'kill'
const desk = { hall: mortal, clock: virtualClock(hall), now, survives }
const run = runDrill(desk, openRun(folder))
let step = await run.next()
while (!step.done) step = await run.next()
hall.close()
process.stdout.write(`${step.value.status} ${calls}\n`)
