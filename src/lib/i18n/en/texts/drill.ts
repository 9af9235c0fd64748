import { remarksIn, type drill as zh } from '../../zh/texts/drill.js'
import { planBook } from './plan-book.js'

/** What `drill` says on the screen. */
const levels = { warning: 'warning', yellow: 'yellow card', red: 'red card' }

export const drill: typeof zh = {
  verdicts: {
    met: 'met',
    late: 'late',
    missed: 'missed',
    exempt: 'exempt',
    disputed: 'disputed',
    unchecked: 'not checkable',
  },
  trialVerdicts: { refused: 'refused', 'let-through': 'let through', untested: 'untested' },
  lines: {
    'step.opened': 'open to its person',
    'step.intent': 'about to act',
    'step.done': 'done',
    'step.adopted': 'done by somebody else',
    'step.failed': 'failed',
    'step.unknown': 'unknown',
    'step.skipped': 'given up',
    'step.understudied': 'a robot stands in',
  },
  states: {
    ready: 'not started',
    running: 'running',
    paused: 'paused',
    'broken-off': 'broken off',
    finished: 'finished',
  },
  columns: {
    unit: 'Unit',
    batch: 'Batch',
    steps: 'Acts',
    people: 'Accounts',
    until: 'Done by',
    from: 'From',
    to: 'Done at',
    role: 'Role',
    account: 'Account',
    title: 'Act',
    subject: 'Item or article',
    requirement: 'Requirement',
    column: 'Column',
    counted: 'Counted',
    atLeast: 'At least',
    verdict: 'Verdict',
    because: 'Because',
    clause: 'Clause',
    seq: 'Journal line',
    at: 'Drill time',
    event: 'Fact',
    key: 'Step',
    person: 'Person',
    ask: 'Do now',
    untilTime: 'Until',
    standIn: 'Stand-in',
    sort: 'Sort',
    number: 'Number',
    state: 'State now',
  },
  planned: (p) =>
    `${p.rounds} rounds, ${p.steps} acts${p.left > 0 ? `; ${p.left} more do not fit into the windows` : ', all of them fit into the windows'}`,
  exempt: (p) => `${p.count} requirements do not apply; see --json or the report for the reasons`,
  progress: (p) =>
    `drill time ${p.at}  ${p.done}/${p.total} done${p.failed > 0 ? `, ${p.failed} not` : ''}`,
  status: (p) => `Drill ${p.run}: ${p.state}${p.at === null ? '' : `, drill time ${p.at}`}`,
  unplayed: (p) =>
    `${p.count} acts were not played: hallkit drill plan says which do not fit or have nobody to play them, and what to do`,
  steps: (p) =>
    `${p.total} acts: ${p.done} done, ${p.failed} failed, ${p.unknown} unknown, ${p.skipped} given up, ${p.waiting} waiting`,
  requirements: (p) =>
    `Requirements: ${p.met} met, ${p.late} late, ${p.missed} missed, ${p.exempt} exempt, ${p.disputed} disputed${p.unchecked ? `, ${p.unchecked} not checkable` : ''}`,
  trials: (p) =>
    `${p.refused + p.letThrough + p.untested} acts to be refused: ${p.refused} refused, ${p.letThrough} let through, ${p.untested} untested`,
  goOn: (p) => `Go on with: hallkit drill run ${p.run}`,
  nextScore: 'Verdicts by unit: hallkit drill score',
  verdictOf: (p) =>
    p.counted === null ? p.verdict : `${p.verdict}: ${p.counted} in time, ${p.atLeast} wanted`,
  noProof: 'The journal holds nothing that counts.',
  troubles: 'Steps of this theme that did not come about:',
  observed: (p) =>
    `${p.seen} new facts seen${p.unscripted > 0 ? `; ${p.unscripted} so far in no script` : ''}${p.outside > 0 ? `; ${p.outside} more of units that do not drill, left out` : ''}`,
  lists: (p) => `${p.lists} lists read, ${p.rows} rows`,
  observeOn:
    'Go on with: hallkit drill observe (--stay watches to the end, --final ends the drill here)',
  remarks: remarksIn({
    dispute: (p) => `disputed (${p.by}): ${p.because} (journal line ${p.seq})`,
    override: (p) => `decided by ${p.by}: ${p.verdict}, ${p.because} (journal line ${p.seq})`,
    contradiction: (p) =>
      `exported lists contradict each other (journal lines ${p.lines.join(', ')})`,
    computed: (p) => `by the facts: ${p.computed}`,
  }),
  levels,
  cardColumns: { level: 'Card', since: 'Since', lines: 'Arithmetic' },
  forecast: (cards, most) => [
    ...cards.slice(0, most).map(({ unit, at, level, owed: [first, ...rest] }) => {
      const what = `${first?.title}: ${first?.done} of ${first?.needed}`
      const more = rest.length > 0 ? `, and ${rest.length} more` : ''
      return `At this pace ${unit} gets a ${levels[level]} at ${at.slice(11, 16)} (${what}${more})`
    }),
    ...(cards.length > most
      ? [`${cards.length - most} more units get cards at this pace, see hallkit drill cards`]
      : []),
  ],
  practiceColumns: { acts: 'Acts', done: 'Procedures done', missing: 'Procedures never done' },
  entangled: {
    'applied-and-approved': (p) =>
      `${p.account} both applied for and handled ${p.subject} (journal lines ${p.lines})`,
    'two-units': (p) =>
      `account ${p.account} acts for two units: ${p.subject} (journal lines ${p.lines})`,
  },
  independent: 'Nobody handled what they applied for, no account acts for two units.',
  intact: (p) => `The journal is whole: ${p.lines} lines, checksum ${p.head ?? '-'}`,
  torn: 'Its last line was cut off (the program was killed); going on puts it aside and harms no other line.',
  planIntact: 'The plan is as it was locked.',
  submitted: (p: { run: string; seq: number | null }) =>
    p.seq === null
      ? `Handed to run ${p.run}; the program that plays it takes it down shortly`
      : `Taken down in line ${p.seq} of the journal of run ${p.run}`,
  inboxEmpty: 'Nothing for people to do now.',
  written: (p: { path: string }) => `Written: ${p.path}`,
  planBook,
  itemsUnknown:
    'No items in the workspace yet, so it cannot be told which cases count: all do, and no unit is exempt for its items. Import items first (hallkit inbox) and begin another run to go by the notice',
  papers: (p: { files: number; out: string }) => `Written: ${p.files} files in ${p.out}`,
  scriptColumns: {
    played: 'Plan',
    script: 'Script',
    title: 'What it plays',
    variants: 'Variants (mix)',
  },
  playedMark: 'played',
  linted: (p) => `${p.scripts} scripts and ${p.plan} are sound`,
  sample: (p) => `${p.count} sample papers in ${p.folder}`,
  waitsFor: (p) =>
    `Waits for ${p.units.length} units to do ${p.steps} steps${p.until === null ? ' (all late)' : `, until ${p.until} at the latest`}: ${p.units.slice(0, 8).join(', ')}`,
  eachColumns: { county: 'County', problem: 'Why it could not be rehearsed' },
  eachProgress: (p) => `${p.no}/${p.of} counties rehearsed: ${p.county}`,
  each: (p) =>
    `${p.counties} counties, ${p.steps} acts rehearsed${p.failed > 0 ? `; ${p.failed} could not be` : ''}`,
  sorts: { step: 'step', requirement: 'requirement', grade: 'grade' },
  ends: {
    robot: 'done by a robot',
    human: 'done by a person',
    understudy: 'done by an understudy',
    'self-reported': 'reported as done',
    resolved: 'decided by a person',
    adopted: 'somebody else did it',
    failed: 'failed',
    skipped: 'given up',
  },
  differs: (p) => (p.count === 0 ? 'The two runs are the same.' : `${p.count} differences`),
  cleanUpAsked: (p) =>
    `Take everything that run ${p.run} put into ${p.hall} out again? The run cannot be gone on with afterwards`,
  cleaning: (p) => `object ${p.n}, ${p.number}`,
  noWayOut: 'The hall has no way back from this state, or no account of the drill may take it',
  toClean: (p) =>
    `To take out: ${p.counts.removed}; gone already: ${p.counts.gone}; closed, stay in the books: ${p.counts.closed}; cannot be taken out: ${p.counts.left}. ${p.others} made by people are left alone. Nothing was changed yet.`,
  cleaned: (p) =>
    `Taken out, as the hall confirms: ${p.counts.removed}; gone before: ${p.counts.gone}; closed, stay in the books: ${p.counts.closed}; could not be taken out: ${p.counts.left}. ${p.others} made by people were left alone`,
  dry: (p) =>
    `The hall ${p.hall} is ready: it holds the accounts, ${p.steps} acts can begin. Nothing was changed in it.`,
}
