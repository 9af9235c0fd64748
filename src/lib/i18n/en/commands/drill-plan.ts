import type { CommandTexts } from '../../words.js'

/** Help of `drill`: plans and rehearsals. */
export const drillPlan: CommandTexts = {
  'drill lint': {
    summary: 'Check the drill plan and the scripts, and list the scripts with their variants',
    description:
      'Reads every script and the plan (drills/plan.yaml, else the shipped one); a mistake is told with file, line and column. Changes nothing.',
    args: {},
    flags: {},
    examples: ['Check'],
  },
  'drill new': {
    summary: 'Make a plan file from the notice, to go on editing',
    description:
      'Writes drills/plan.yaml: batches and times, who plays by hand, what late means, the score. drill plan and drill run go by it. Those who plan in spreadsheets get the plan as it stands (else the notice) as a workbook with --output; drill import reads it back.',
    args: {},
    flags: {
      from: 'Day of the first batch; other batches and days move along',
      human: 'Role played by hand, may be given again; robots play everything if not given',
      understudy: 'Open time after which a robot stands in: 2h, 30m',
      also: 'Another script to play, counting for nothing that the notice demands; may be given again: duties tries every separation of duties',
      output: 'Write no drills/plan.yaml but the plan as it stands as a workbook (.xlsx) to edit',
      force: 'Overwrite the file that is there',
    },
    examples: [
      "On the notice's days",
      'On another day, approvers by hand, a robot after two hours',
      'Try every separation of duties as well: the hall should refuse',
      'As a workbook for the offices',
    ],
  },
  'drill rehearse-each': {
    summary: 'Rehearse every county in a folder',
    description:
      'For a province: each folder with a hallkit.yaml is a county with its own plan. Each is rehearsed as drill rehearse does, in a process of its own, its samples in its own out folder; one that cannot be rehearsed is listed with the reason and holds nobody up.',
    args: { dir: 'Folder with the workspaces of the counties' },
    flags: {
      jobs: 'How many counties at once; each takes some 400 MB',
      seed: 'Seed of every random choice',
    },
    examples: ['All counties'],
  },
  'drill rehearse': {
    summary: 'Let robots play it once and get the whole set of sample papers',
    description:
      'On a hall that keeps nothing and a virtual clock; papers go to a folder of samples under out, each marked as one. No real hall is touched, and it is no run.',
    args: {},
    flags: { seed: 'Seed of every random choice' },
    examples: ['Rehearse'],
  },
  'drill import': {
    summary: 'Read the edited workbook of a plan back into drills/plan.yaml',
    description:
      'Only what was edited is changed; what the workbook does not show and the comments stay. One cell that cannot be taken, and nothing is written: each is told with sheet, row and column.',
    args: { file: 'Workbook written by drill new --output' },
    flags: { 'dry-run': 'Tell what would change, write nothing' },
    examples: ['Read it back', 'See what would change'],
  },
  'drill papers': {
    summary: 'Print the papers of the drill: process records, task slips, attendance sheet',
    description:
      'As .docx, from the plan: a process record for each unit (planned steps filled in, results left open), a task slip for each person (what, when, boxes to tick, signature), an attendance page for each batch. Reads only.',
    args: {},
    flags: {
      unit: 'One unit: code, name or short name',
      only: 'One kind only, may be given again: record, slips or attendance',
      out: 'Folder to write to; a folder under out of the workspace if not given',
      seed: 'Seed of every random choice, as of drill plan',
    },
    examples: ['All of them', 'The task slips of one unit'],
  },
  'drill plan': {
    summary: 'Plan the drill: who does what, and when',
    description:
      'How often comes from the notice, who and on what from what was imported. Nothing is changed. What does not fit and what is missing is listed.',
    args: {},
    flags: {
      seed: 'Seed of every random choice; the same seed gives the same plan',
      unit: 'The timetable of one unit: code, name or short name',
    },
    examples: ['How much each unit has to do', 'The timetable of one unit'],
  },
}
