import type { demo as zh } from '../../zh/texts/demo.js'
import { conclusionText } from './conclusion.js'

type Outcome = Parameters<typeof zh.rows>[0]

const counts = (p: Outcome['items']) =>
  `read ${p.read} = stored ${p.stored} + unchanged ${p.unchanged} + returned ${p.quarantined}`
const requirements = (p: Outcome['drill']['requirements']) =>
  `met ${p.met}, late ${p.late}, missed ${p.missed}, exempt ${p.exempt}`
const hall = (p: Outcome['hall']) =>
  `${p.cases} cases, ${p.projects} projects, ${p.articles} articles, ${p.consultations} consultations, ${p.complaints} complaints, ${p.events} events`

/** What `demo` says on the screen. */
export const demo: typeof zh = {
  stages: {
    workspace: 'Make the workspace',
    import: "Import the units' sheets",
    mapping: 'Generate accounts, roles and assignments',
    hall: 'Start the reference hall and furnish it',
    drill: 'Play the drill, batch by batch, theme by theme',
    report: 'Write the situation report',
  },
  stage: (p) => `[${p.no}/${p.of}] ${p.title}`,
  file: (p) => `imported ${p.done}/${p.of} files  ${p.file}`,
  accounts: (p) => `${p.of} accounts are ready`,
  step: (p) =>
    `drill time ${p.at}  ${p.done}/${p.total} acts done${p.failed > 0 ? `, ${p.failed} not` : ''}`,
  columns: { what: 'What', figure: 'Result' },
  rows: (p) => [
    ['Units', `${p.units}`],
    ['Items', counts(p.items)],
    ['People', counts(p.people)],
    ['Articles', counts(p.articles)],
    ['Planted mistakes', `${p.planted.found} of ${p.planted.expected} found`],
    [
      'Accounts and assignments',
      `${p.users} accounts, ${p.assignments} assignments, ${p.gaps} nodes without a person`,
    ],
    ['Acts of the drill', `${p.drill.done} of ${p.drill.steps} done, ${p.drill.failed} not`],
    ['Requirements', requirements(p.drill.requirements)],
    ['In the hall', hall(p.hall)],
    ['Conclusion', conclusionText(p.conclusion)],
  ],
  missed: (p) => `planted mistake not found: ${p.file} row ${p.row} (${p.kind})`,
  returned: (p) => `${p.count} workbooks to give back to their units: ${p.folder}`,
  papers: 'Papers:',
  folder: (p) => `Workspace: ${p.dir}`,
}
