import type { CommandTexts } from '../../words.js'

const run = 'Run; the one written to last if not given'

/** English help of `drill`, by command id. */
export const drill: CommandTexts = {
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
  'drill run': {
    summary: 'Play the drill in a hall, or go on with one that stopped',
    description:
      'Plays on the virtual clock of a reference hall that is running and furnished. Killed at any moment, it goes on when run again, and nothing is done twice.',
    args: { run: 'Run to go on with; a new one if not given and none is open' },
    flags: {
      hall: "Address of the hall; that of the workspace's settings, else the one that runs on this machine",
      seed: 'Seed of a new run',
      'token-file': "File with the hall's admin token",
    },
    examples: ['Start, or go on with the open run', 'Name the hall'],
  },
  'drill score': {
    summary: 'Verdicts by requirement and unit',
    description:
      'Computed from the journal each time: what was observed in the hall, against what the notice demands.',
    args: { run },
    flags: { unit: 'One unit: code, name or short name' },
    examples: ['Verdicts of the last run', 'Verdicts on one unit'],
  },
  'drill status': {
    summary: 'How far a run is',
    description: 'Reads only; a run that is going on is not disturbed.',
    args: { run },
    flags: {},
    examples: ['How far the last run is'],
  },
  'drill verify': {
    summary: 'Check that journal and plan of a run are whole',
    description: 'Follows the chain of hashes line by line and compares the plan with its lock.',
    args: { run },
    flags: {},
    examples: ['Check the last run'],
  },
  'drill why': {
    summary: 'The journal lines behind a verdict',
    description: 'What was counted, and which steps of the unit in that theme did not come about.',
    args: {
      requirement: 'Requirement, as drill score names it',
      unit: 'Unit: code, name or short name',
    },
    flags: { run },
    examples: ['Why a unit met a requirement, or did not'],
  },
}
