import type { drillFindings, drillProblems } from '../../errors/codes/drill.js'
import type { Words } from '../words.js'
import { cellFlaws, waysToFit } from './plan-cells.js'

const damage = {
  line: 'this line is damaged',
  chain: 'it does not follow from the line before',
  order: 'the numbering has a gap',
} as const
const lock = {
  other: 'This run folder already holds another plan',
  changed: 'The plan was changed after it was locked',
  unreadable: 'The plan cannot be read',
} as const

const planParts = {
  plan: 'the drill plan (drills/plan.yaml)',
  scripts: 'scripts',
  notice: 'the notice, or what hallkit.yaml changes in it',
  items: 'items',
  people: 'people and assignments',
  articles: 'articles',
} as const

const refusals = {
  finished: 'The run is over, nothing more is taken down',
  settled: 'This step has its outcome already',
  'not-human': 'A robot plays this step anyway',
  window: 'Not a stretch of time; write 2015-04-10T08:30/2015-04-10T12:00, start first',
  clock: 'Not a clock; write real, virtual or scaled:FACTOR',
  gate: 'No such gate, or signed already',
  idle: 'The run is not going on',
  known: 'Whether this step was done is known already',
  object: 'Later steps need what it put into the hall: name it with --object',
  played: 'This drill is played, it cannot be watched only',
  observed: 'This drill is only watched, nothing is played in it; go on with hallkit drill observe',
  exports: 'This drill is scored from exported lists; go on with hallkit drill observe --exports',
  verdict: 'No such verdict; one by column needs its column',
} as const

const rowFlaws = {
  unit: 'no unit of the drill',
  moment: 'not a moment',
  id: 'without a number, one object cannot be told from another',
} as const

type Stop = { count: number; of: number | null; max: string; over: string | null }

const stops = {
  'hall.up': ({ max }: Stop) => `the hall did not answer within ${max}`,
  errorRate: ({ count, of, max, over }: Stop) =>
    `of the ${of} steps of the last ${over}, ${count} went wrong; ${max} are allowed`,
  ledger: ({ count, max }: Stop) =>
    `${count} objects were put into the hall since the run went on; ${max} are allowed`,
} as const

const causes = {
  'hall.up': 'See to the hall and the network',
  errorRate: 'Find the cause with hallkit drill status and hallkit drill why, and see to it',
  ledger: 'Check what was put into the hall; going on allows as much again',
} as const

const minute = (instant: string) => instant.slice(0, 16).replace('T', ' ')
const second = (instant: string) => instant.slice(0, 19).replace('T', ' ')
const lasting = (seconds: number) => {
  const whole = Math.abs(seconds)
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`
}

export const drill: Words<typeof drillProblems> & Words<typeof drillFindings> = {
  'HK-DRILL-001': ({ file, at, name, known }) => ({
    message: `${file}: "${name}" in "${at}" stands for nothing`,
    fix: [
      known
        ? `It may be: ${known.join(', ')}`
        : 'Check the name; needs and not may name earlier steps only',
    ],
  }),
  'HK-DRILL-002': ({ folder }) => ({
    message: `There is no drill in ${folder}`,
    fix: [
      'Start one with hallkit drill run',
      'If it lies in another workspace, go there or name it with --workspace',
    ],
  }),
  'HK-DRILL-003': ({ file, line, what }) => ({
    message: `Journal ${file}, line ${line}: ${damage[what]}`,
    fix: [
      'A journal is never mended: restore the file from a copy or start another run, and keep this file',
    ],
  }),
  'HK-DRILL-004': ({ file, what }) => ({
    message: `${lock[what]}: ${file}`,
    fix: ['Restore the plan as it was locked, or start another run'],
  }),
  'HK-DRILL-005': ({ what, name, nearest }) => ({
    message: `There is no ${what} "${name}"`,
    fix:
      nearest.length > 0
        ? [`Did you mean "${nearest.join('" or "')}"`]
        : ['hallkit drill score lists the names'],
  }),
  'HK-DRILL-006': ({ steps }) => ({
    message: `${steps.length} acts may or may not have been done (the connection broke and nothing was seen); the drill is paused: ${steps.slice(0, 3).join(', ')}`,
    fix: ['Run the same command when the hall is back: it looks first and acts only where needed'],
  }),
  'HK-DRILL-007': () => ({
    message: 'No hall is running, and none is named',
    fix: [
      'Run hallkit hall start in another window, in the same workspace',
      'Or name the address of a hall with --hall',
    ],
  }),
  'HK-DRILL-008': ({ url, time, from }) => ({
    message: `In the hall ${url} it is ${minute(time)} already, past the beginning of the drill (${minute(from)}): it was drilled or tried in before`,
    fix: [
      'See the finished drill with: hallkit drill score; its papers: hallkit report build',
      'To drill from the beginning, empty the reference hall with hallkit hall reset, then hallkit hall push',
    ],
  }),
  'HK-DRILL-009': ({ last }) => ({
    message: `All windows are over: the last ended at ${minute(last)}`,
    fix: [
      'Plan other days with hallkit drill new --from DAY, then hallkit drill run',
      'To drill without regard to real time, add --clock virtual',
    ],
  }),
  'HK-DRILL-010': ({ steps, units }) => ({
    message: `Paused, waiting for people: ${units.length} units still have something to do (${steps} steps can be done now): ${units.slice(0, 8).join(', ')}${units.length > 8 ? ' ...' : ''}`,
    fix: [
      'What everybody should do now: hallkit drill inbox',
      'A makeup for units that were absent: hallkit drill makeup',
      'Then go on with hallkit drill run; add --stay to keep watching, --final to wait no longer and come to the end',
    ],
  }),
  'HK-DRILL-019': ({ at }) => ({
    message: `Nothing to do now, paused: the next step comes at ${minute(at)}`,
    fix: ['Go on then with hallkit drill run; to have it wait by itself, leave --no-wait out'],
  }),
  'HK-DRILL-020': ({ url, told, wall, seconds }) => ({
    message: `The clock of the hall ${url} is ${lasting(seconds)} ${seconds < 0 ? 'slow' : 'fast'}: the hall says ${second(told)}, this machine ${second(wall)}`,
    fix: [
      "Order and deadlines are judged by the hall's time: set the hall's clock or this machine's right (a minute is allowed) before the drill",
      'To rehearse in the reference hall only, use --clock virtual, which sets its clock',
    ],
  }),
  'HK-DRILL-011': ({ what, name }) => ({
    message: `${refusals[what]}: ${name}`,
    fix: ['See how the run stands: hallkit drill status, hallkit drill inbox'],
  }),
  'HK-DRILL-012': ({ file, cause }) => ({
    message: `Cannot be read: ${file} (${cause})`,
    fix: ['Check the name of the file or folder, or give another'],
  }),
  'HK-DRILL-013': ({ file }) => ({
    message: `There is a drill plan already: ${file}`,
    fix: ['Edit it, or make it anew with --force'],
  }),
  'HK-DRILL-014': ({ watch, ...stop }) => ({
    message: `A safeguard stopped the drill: ${stops[watch](stop)}`,
    fix: [`${causes[watch]}, then go on with hallkit drill run; what was done is saved`],
  }),
  'HK-DRILL-015': ({ key, clause, theirs, mine }) => ({
    message: `"${key}" of the plan is looser than it may be: ${clause} says ${theirs}, the plan says ${mine}`,
    fix: [
      `Make it ${theirs} or tighter`,
      'Where the plan above may be loosened, say in `because` of the plan who allowed this key; what a unit does not owe goes into `exempt` with its reason',
    ],
  }),
  'HK-DRILL-016': ({ file }) => ({
    message: `${file} has no sheet of a drill plan`,
    fix: [
      'Write the workbook with hallkit drill new --output PLAN.xlsx, edit it and read it back; leave its hidden rows alone',
    ],
  }),
  'HK-DRILL-017': ({ detail }) => ({
    message: `The rehearsal ended without a result${detail === '' ? '' : `: ${detail}`}`,
    fix: ['Rehearse this county alone to see why: hallkit drill rehearse --workspace ITS-FOLDER'],
  }),
  'HK-DRILL-101': ({ unit, column, have, need }) => ({
    message: `${unit} prepared ${have} articles for "${column}", ${need} are required`,
    fix: ['Ask the unit for the rest and import its list again'],
  }),
  'HK-DRILL-102': ({ unit, script, role }) => ({
    message: `${unit} has nobody for the role "${role}": "${script}" cannot be played`,
    fix: ['Name somebody in the staff sheet, import it again and map the roles again'],
  }),
  'HK-DRILL-103': ({ unit, script }) => ({
    message: `${unit} has no item whose nodes are all staffed: "${script}" cannot be played`,
    fix: ['Check type and depth of its items against the notice, and staff every node'],
  }),
  'HK-DRILL-104': ({ unit, person, batch, steps, minutes, open, left, ...ways }) => ({
    message: `${batch}: ${person} of ${unit} has ${steps} acts of about ${minutes} minutes, the windows hold ${open}; ${left} do not fit`,
    fix: waysToFit(ways),
  }),
  'HK-DRILL-105': ({ units, max }) => ({
    message: `${units.length} units act under more accounts than the ${max} people who may attend: ${units.join(', ')}`,
    fix: [
      'Let those present act for colleagues or ask colleagues to act from their offices; or assign fewer people',
    ],
  }),
  'HK-DRILL-106': ({ theme }) => ({
    message: `No script plays the theme "${theme}"`,
    fix: ['Add a play for it to plan.yaml'],
  }),
  'HK-DRILL-107': ({ script, step }) => ({
    message: `Nothing in the hall proves ${step} of script ${script}: a statement is all there will be`,
    fix: ['Write `seen`, or hand in evidence with drill done'],
  }),
  'HK-DRILL-111': ({ key, clause, theirs, mine, because }) => ({
    message: `"${key}" of the plan is looser than above (${clause} says ${theirs}, the plan ${mine}), because: ${because}`,
    fix: ['Taken as it is, since a reason stands there; check that it was allowed'],
  }),
  'HK-DRILL-112': ({ run, changed }) => ({
    message: `Since the plan of ${run} was locked, ${changed.map((one) => planParts[one]).join(', ')} changed; this run goes on by its locked plan, the change has no effect on it`,
    fix: [
      'Nothing to do if it shall be finished as planned',
      `To drill by what stands there now: hallkit drill run --new opens another run; ${run} stays as it is, what it made in the hall is taken away by hallkit drill cleanup ${run}`,
    ],
  }),
  'HK-DRILL-141': ({ what, field, text, expected }) => cellFlaws[what](field, text, expected),
  'HK-DRILL-131': ({ headers }) => ({
    message: `Neither a list of cases nor of articles nor of consultations; nothing of it counts${headers.length > 1 ? `. Columns: ${headers.slice(0, 20).join(', ')}` : ''}`,
    fix: [
      ...(headers.length > 1
        ? [
            `Say with --map what a column means, several if need be: --map ${headers[0] ?? ''}=办件编号`,
          ]
        : []),
      'Compare its header with the sheets of hallkit form export case-list (article-list, consultation-list)',
    ],
  }),
  'HK-DRILL-132': ({ what, field, text }) => ({
    message: `${rowFlaws[what]}${text === '' ? '' : `: "${text}"`}; this fact of the row does not count`,
    fix: [`Check the column ${field} and export again, or mend the list`],
  }),
  'HK-DRILL-108': ({ role }) => ({
    message: `The cast names the role ${role}, which no script uses`,
    fix: ['Check its name against templates/roles.yaml'],
  }),
  'HK-DRILL-134': ({ mutex }) => ({
    message: `A rule of the plan's mutexes${mutex === null ? '' : ` (${mutex})`} fits no step of the drill`,
    fix: ['Check its script, step, role, accounts and units against hallkit drill plan --json'],
  }),
  'HK-DRILL-109': ({ rule, unit, step, account, lines }) => ({
    message: `The hall does not enforce ${rule}: ${unit}, "${step}" by ${account} should have been refused and was done (journal lines ${lines.join(', ')})`,
    fix: [
      'Have the vendor set permissions and flow by the separation of duties, then try again',
      'What this left in the hall stands in the ledger and goes with the clean-up',
    ],
  }),
  'HK-DRILL-110': ({ rule, count, units }) => ({
    message: `${rule}: ${count} tests prove nothing about this hall: ${units.slice(0, 8).join(', ')}${units.length > 8 ? ' and others' : ''}`,
    fix: [
      'Steps before them failed, or the hall refused for another reason; see trials in hallkit drill score --json',
    ],
  }),
}
