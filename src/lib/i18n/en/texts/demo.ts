import type { demo as zh } from '../../zh/texts/demo.js'

const CONCLUSIONS: Readonly<Record<string, string>> = {
  具备: 'ready for trial operation',
  基本具备: 'basically ready for trial operation, some matters to be mended by a date',
  不具备: 'not ready for trial operation',
  不能下结论: 'no conclusion: something was not measured',
}

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
  rows: {
    units: 'Units',
    items: 'Items',
    people: 'People',
    articles: 'Articles',
    planted: 'Planted mistakes',
    mapping: 'Accounts and assignments',
    steps: 'Acts of the drill',
    requirements: 'Requirements',
    hall: 'In the hall',
    conclusion: 'Conclusion',
  },
  units: (p) => `${p.units}`,
  counts: (p) =>
    `read ${p.read} = stored ${p.stored} + unchanged ${p.unchanged} + returned ${p.quarantined}`,
  planted: (p) => `${p.found} of ${p.expected} found`,
  mapping: (p) =>
    `${p.users} accounts, ${p.assignments} assignments, ${p.gaps} nodes without a person`,
  steps: (p) => `${p.done} of ${p.steps} done, ${p.failed} not`,
  requirements: (p) => `met ${p.met}, late ${p.late}, missed ${p.missed}, exempt ${p.exempt}`,
  hall: (p) =>
    `${p.cases} cases, ${p.projects} projects, ${p.articles} articles, ${p.consultations} consultations, ${p.complaints} complaints, ${p.events} events`,
  conclusion: (p) => CONCLUSIONS[p.conclusion] ?? p.conclusion,
  missed: (p) => `planted mistake not found: ${p.file} row ${p.row} (${p.kind})`,
  papers: 'Papers:',
  folder: (p) => `Workspace: ${p.dir}`,
}
