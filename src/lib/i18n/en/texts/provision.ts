import type { provision as zh } from '../../zh/texts/provision.js'

const actions = {
  create: 'create',
  update: 'update',
  move: 'move',
  enable: 're-enable',
  disable: 'disable',
  conflict: 'conflict',
  unmanaged: 'unmanaged',
}
const reasons = {
  'not-in-hall': 'not in the hall',
  'fields-differ': 'differs from the mapping',
  'unit-differs': 'the unit changed',
  'switched-off': 'was switched off in the hall',
  'not-in-mapping': 'not among the users',
  left: 'has left',
  'not-ours': 'the hall has this number and we did not make it; take it over with --adopt',
}
const fields = { name: 'name', unit: 'unit', roles: 'roles', active: 'state' }
const outcomes = { done: 'done', already: 'done before', left: 'left alone', refused: 'refused' }
const leftWhy = {
  conflict: 'conflict, not taken over: --adopt WORKNO',
  disable: 'still switched on: --prune disable',
}
const lastOne = (role: string) =>
  `nobody else is "${role}": name a successor before this account is switched off or changed`

/** What `users plan`, `users apply` and `users diff` say on the screen. */
export const provision: typeof zh = {
  columns: { action: 'Action', workNo: 'Work number', name: 'Name', unit: 'Unit', why: 'Why' },
  action: (p) => actions[p.action],
  why: (p) =>
    [
      reasons[p.reason],
      ...p.changes.map(
        (one) => `${fields[one.field]}: the hall has "${one.held}", wanted is "${one.wanted}"`,
      ),
    ].join('; '),
  tally: (p) =>
    [
      ...Object.entries(actions).map(
        ([action, en]) => `${p.counts[action as keyof typeof actions]} ${en}`,
      ),
      `${p.unchanged} as they should be`,
    ].join(', '),
  applied: (p) =>
    Object.entries(outcomes)
      .map(([outcome, en]) => `${p.counts[outcome as keyof typeof outcomes]} ${en}`)
      .join(', '),
  outcome: (p) => {
    const why = p.keeps === null ? leftWhy[p.action as keyof typeof leftWhy] : lastOne(p.keeps.en)
    return `${actions[p.action]} ${p.workNo} ${p.name}: ${outcomes[p.outcome]}, ${p.detail ?? why}`
  },
  state: { on: 'on', off: 'off', none: 'none' },
  saved: (p) =>
    `The plan is saved as ${p.file}; the hall was not touched. Once looked at: hallkit users apply "${p.file}"`,
  nothing: 'The accounts of the hall are as the users say; nothing to do.',
  same: (p) => `The accounts of the hall are as the users say: ${p.unchanged}.`,
  progress: (p) => `Accounts ${p.done}/${p.of}`,
  handout: (p) =>
    `These slips with first passwords exist once; nothing else keeps them and they cannot be printed again:\n${p.files.join('\n')}\nPrint them, delete the files, cut and seal the slips, and hand each over in person.`,
}
