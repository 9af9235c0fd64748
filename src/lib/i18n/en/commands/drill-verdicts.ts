import type { CommandTexts } from '../../words.js'

const run = 'Run; the one written to last if not given'

/** Help of `drill`: verdicts, and what is read out of a run. */
export const drillVerdicts: CommandTexts = {
  'drill cards': {
    summary: 'Warnings, yellow and red cards of a drill, and those to come at this pace',
    description:
      'Computed from the journal by the rules of templates/supervision/drill.yaml, in open minutes of the windows; each card with its arithmetic. For drills only.',
    args: { run },
    flags: {},
    examples: ['The last drill'],
  },
  'drill dispute': {
    summary: 'Contest a verdict',
    description:
      'Journalled: who, why, on what grounds. The verdict shows as disputed with what the facts say beside it, until it is decided (drill override) or withdrawn.',
    args: {
      requirement: 'Requirement, R1/COLUMN for one by column',
      unit: 'Unit: code, name or short name',
    },
    flags: {
      because: 'Reason',
      evidence: 'File of evidence, may be given again',
      withdraw: 'Withdraw an earlier dispute',
      run,
      by: 'Who says so',
    },
    examples: ['A unit contests R2 with a photo'],
  },
  'drill diff': {
    summary: 'What differs between two runs',
    description: 'Compares grades, verdicts and steps by their keys; lists only what differs.',
    args: { before: 'The earlier run', after: 'The later run' },
    flags: {},
    examples: ['The second run against the first'],
  },
  'drill export': {
    summary: "Export a run's journal, verdicts or windows",
    description:
      'xlsx: verdicts, units and the whole journal; junit: one case per requirement, for CI; ics: the windows, for a calendar.',
    args: { run: 'Run; the one written to last if not given' },
    flags: { as: 'Format', output: 'Where it goes; into the out folder if not given' },
    examples: ['The journal as a workbook', 'The windows as a calendar'],
  },
  'drill override': {
    summary: 'Decide on a verdict',
    description:
      'Journalled: who, why, on what grounds. The decision stands beside what the facts say and changes nothing of it; scores are given both ways. --as computed takes it back.',
    args: {
      requirement: 'Requirement, R1/COLUMN for one by column',
      unit: 'Unit: code, name or short name',
    },
    flags: {
      as: 'met, late, missed, exempt, or computed to take it back',
      because: 'Reason',
      evidence: 'File of evidence, may be given again',
      run,
      by: 'Who decides',
    },
    examples: ['Decide that R2 is met'],
  },
  'drill practice': {
    summary:
      'Which procedures each person has done, and whether somebody handled what they applied for',
    description:
      'Counts what the hall saw people do; robots and stand-ins are no practice. One person on both sides of a case, and one account acting for two units, are listed.',
    args: { run },
    flags: {},
    examples: ['The last drill'],
  },
  'drill score': {
    summary: 'Verdicts by requirement and unit',
    description:
      'Computed from the journal each time: what was observed in the hall, against what the notice demands.',
    args: { run },
    flags: { unit: 'One unit: code, name or short name' },
    examples: ['Verdicts of the last run', 'Verdicts on one unit'],
  },
  'drill why': {
    summary: 'The journal lines behind a verdict',
    description: 'What was counted, and which steps of the unit in that theme did not come about.',
    args: {
      requirement: 'Requirement or separation of duties, as drill score names it',
      unit: 'Unit: code, name or short name',
    },
    flags: { run },
    examples: ['Why a unit met a requirement, or did not'],
  },
}
