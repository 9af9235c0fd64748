import type { status as zh } from '../../zh/texts/status.js'
import { drill } from './drill.js'

type Standing = Parameters<typeof zh.rows>[0]

const stages: Readonly<Record<Standing['stage'], string>> = {
  none: 'not begun',
  collect: "collecting the units' sheets",
  mapping: 'accounts and assignments',
  hall: 'making a hall ready',
  drill: 'the drill',
  report: 'papers',
  done: 'every step is done',
}
const forms: Readonly<Record<string, string>> = {
  items: 'Items',
  'node-staff': 'People',
  articles: 'Articles',
  participants: 'Participants',
  contacts: 'Contacts',
  'four-officers': 'Four officers',
  systems: 'Systems',
  terminals: 'Terminals',
  catalogue: 'Catalogue',
  weekly: 'Weekly figures',
}
const formName = (form: string) => forms[form] ?? form

function hallState({ url, state, toPush }: Standing['hall']): string {
  if (state === 'none') return 'not running'
  if (state === 'unreachable') return `${url} cannot be reached, or refuses our admin token`
  if (toPush === null) return `${url} is running`
  return toPush === 0 ? `${url} is ready` : `${url} is running, ${toPush} records to put in`
}

function runState({ run, state, steps, requirements: r }: Standing['runs'][number]): string {
  const acts = `${steps.done} of ${steps.total} acts done`
  const verdicts = `met ${r.met}, late ${r.late}, missed ${r.missed}, exempt ${r.exempt}`
  return `${run} ${drill.states[state]}, ${acts}, ${verdicts}`
}

/** What `status` says on the screen. */
export const status: typeof zh = {
  begin: [
    'This is no workspace yet. Begin with:',
    '  hallkit demo                             see a whole drill on the county that ships',
    '  hallkit init drill --notice menghai-2015  make a workspace for a drill of your own',
    '  hallkit --help                           every command',
  ],
  columns: { what: 'What', state: 'State', unit: 'Unit', missing: 'Still missing' },
  and: '; ',
  rows: (p) => [
    ['Stage', stages[p.stage]],
    ...p.forms.map(
      (one) =>
        [
          formName(one.form),
          `received ${one.received}, to correct ${one.returned}, missing ${one.missing}`,
        ] as const,
    ),
    ['Hall', hallState(p.hall)],
    ...(p.runs.length === 0 ? [['Drill', 'not begun'] as const] : []),
    ...p.runs.map((run) => ['Drill', runState(run)] as const),
    ['Papers', p.papers.length === 0 ? 'not written' : `${p.papers.length}, in the folder out`],
  ],
  missing: (p) => {
    if (p.kind === 'form') {
      const name = formName(p.form)
      return p.state === 'missing' ? `${name}: not sent` : `${name}: ${p.returned} to correct`
    }
    if (p.kind === 'role') return `lacks ${p.title} (${p.have} of ${p.need})`
    if (p.kind === 'gap') return `${p.nodes} nodes without a person`
    const figures = p.counted === null ? '' : ` (${p.counted} of ${p.atLeast})`
    return `${p.requirement} ${p.column ?? ''} ${drill.verdicts[p.verdict]}${figures}`
  },
  overdue: (p) => {
    const names = p.owedBy.slice(0, 3).join(', ')
    const who = p.owedBy.length > 3 ? `${names} and others, ${p.owedBy.length} in all` : names
    return `Overdue: ${p.title} (by ${p.due}, ${p.clause}): ${who}`
  },
  next: (p) => {
    if (p.next !== null) return `Next: ${p.next}`
    return p.missing.length > 0
      ? 'Every step is done. Once the units above have sent what they owe, run hallkit inbox.'
      : 'Every step is done.'
  },
}
