import type { CommandTexts } from '../../words.js'

/** Help of `drill`: the meeting room. */
export const drillPeople: CommandTexts = {
  'drill absent': {
    summary: 'Take down that a unit is absent',
    description:
      'Its steps are not waited for; a makeup can be opened. What is not made up for is missed.',
    args: { unit: 'Unit: code, name or short name' },
    flags: {
      because: 'Reason',
      run: 'Run; the one written to last if not given',
      by: 'Who says so',
    },
    examples: ['A unit is absent'],
  },
  'drill attend': {
    summary: 'Sign-in sheet, and who came',
    description:
      'Without a unit prints the sheet (.docx); with a unit and names takes down who came.',
    args: {},
    flags: {
      unit: 'Unit that came',
      persons: 'Who came, comma separated',
      batch: 'One batch only',
      output: 'Where the sheet goes',
      run: 'Run; the one written to last if not given',
      by: 'Who says so',
    },
    examples: ['Print the sheet', 'Take down who came'],
  },
  'drill done': {
    summary: 'Report a step as done',
    description:
      'What the hall shows goes by the hall; what it cannot show is a statement, not verified. Photos and scans may go with it.',
    args: { step: 'Step, see drill inbox' },
    flags: {
      person: 'Who did it',
      evidence: 'File of evidence, may be given again',
      note: 'Remark',
      run: 'Run; the one written to last if not given',
    },
    examples: ['Report a step with a photo'],
  },
  'drill inbox': {
    summary: 'What everybody should do now',
    description:
      'Steps that are up to people, with their time. Do them in the hall: the program sees it. Reads only.',
    args: {},
    flags: {
      unit: 'One unit: code, name or short name',
      person: 'One person: name or account',
      run: 'Run; the one written to last if not given',
    },
    examples: ['Everybody', 'One unit'],
  },
  'drill makeup': {
    summary: 'Open a further window for units',
    description:
      'In the same run; what is done after the time of the notice counts late, not missed.',
    args: {},
    flags: {
      units: 'Units, comma separated',
      window: 'The window',
      run: 'Run; the one written to last if not given',
      by: 'Who says so',
    },
    examples: ['A makeup on Friday morning'],
  },
  'drill note': {
    summary: 'Take a note of what happened',
    description:
      'Goes into the journal, also from another terminal while a run is live. What was done on paper during an outage is a statement, never a fact of the hall.',
    args: { text: 'What to note' },
    flags: {
      unit: 'Unit',
      paper: 'Done on paper during an outage, noted afterwards',
      run: 'Run; the one written to last if not given',
      by: 'Who says so',
    },
    examples: ['A note'],
  },
  'drill outage': {
    summary: 'Take down an outage of power, network or hall',
    description:
      'Verdicts go by the original clock; the excused time is shown beside them. What was noted on paper meanwhile goes in with drill note --paper.',
    args: {},
    flags: {
      from: 'From when',
      to: 'To when',
      units: 'Units, comma separated; all if not given',
      cause: 'Cause',
      run: 'Run; the one written to last if not given',
      by: 'Who says so',
    },
    examples: ['A network outage'],
  },
  'drill sign': {
    summary: 'Sign a gate, so that the next batch begins',
    description: 'Where the plan names gates, a batch begins when its gate is signed.',
    args: { gate: 'The gate' },
    flags: { run: 'Run; the one written to last if not given', by: 'Who says so' },
    examples: ['Sign the summary of the first batch'],
  },
  'drill skip': {
    summary: 'Give a step up',
    description: 'With a reason; what needs it is given up too.',
    args: { step: 'Step, see drill inbox' },
    flags: {
      because: 'Reason',
      run: 'Run; the one written to last if not given',
      by: 'Who says so',
    },
    examples: ['Give a step up'],
  },
  'drill takeover': {
    summary: 'Let a robot play a step of a person',
    description:
      'Marked as played in its stead; it does not count for the unit, and the drill goes on.',
    args: { step: 'Step, see drill inbox' },
    flags: {
      because: 'Reason',
      run: 'Run; the one written to last if not given',
      by: 'Who says so',
    },
    examples: ['Take a step over'],
  },
}
