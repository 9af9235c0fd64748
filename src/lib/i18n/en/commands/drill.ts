import type { CommandTexts } from '../../words.js'

const run = 'Run; the one written to last if not given'

/** English help of `drill`, by command id. */
export const drill: CommandTexts = {
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
      'Without a unit prints the sheet (.xlsx); with a unit and names takes down who came.',
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
  'drill cleanup': {
    summary: 'Take what the drill put into the hall out again, and have the hall confirm it',
    description:
      'Touches only what the robots of this run made, newest first, and asks the hall again afterwards; what people made, or anybody else, is left alone. What is closed stays, as the rules of the hall want it, and is listed. Broken off, it goes on when it is run again.',
    args: { run: 'Run; the one written to last if not given' },
    flags: {
      'dry-run': 'Only list what would be taken out',
      yes: 'Do not ask',
      hall: "Address of the hall; that of the workspace's settings if not given",
      'token-file': "File with the hall's admin token",
      production: 'Confirm writing to a production hall',
      'allow-code': 'Allow connectors that bring program code',
    },
    examples: ['See what would be taken out', 'Clean up'],
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
  'drill observe': {
    summary: 'Watch only: units drill in the hall by themselves, the program scores',
    description:
      "Reads the hall and does nothing in it; verdicts are those of a drill that is played. Judged by the hall's own time: late discovery is not a late act. For a hall without an interface put its exported lists of cases, articles and consultations into a folder and use --exports.",
    args: { run: 'Which one to go on with; the last open one or a new one if not given' },
    flags: {
      hall: 'Address of the hall; that of the workspace or the one running here if not given',
      exports: 'Folder of exported lists (.xlsx, .csv ...)',
      stay: 'Watch until the drill is over',
      final: 'End the drill with this look; what was not seen was not done',
      seed: 'Seed of a new drill',
      'token-file': 'File with the admin token of the hall',
      production: 'Confirm writing to a production system',
      'allow-code': 'Allow connectors with program code',
    },
    examples: ['Look once', 'Watch to the end', 'Score from exported lists'],
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
  'drill pause': {
    summary: 'Pause the run that is going on',
    description:
      'From another terminal; the run stands still after its present act until drill resume. The interval goes into the journal.',
    args: {},
    flags: {
      because: 'Reason',
      run: 'Run; the one written to last if not given',
      by: 'Who says so',
    },
    examples: ['Pause'],
  },
  'drill resolve': {
    summary: 'Decide whether a step was done or not',
    description:
      'Only for a step whose outcome is unknown: the connection broke, and looking did not settle it. Running drill run again looks and acts again under the same key, which settles most. What is decided is no fact of the hall and counts for no requirement.',
    args: { step: 'Step, see drill status' },
    flags: {
      did: 'It was done',
      'did-not': 'It was not done, and will not be done again',
      because: 'Reason',
      object: "The hall's id of what it made, where later steps need it",
      run: 'Run; the one written to last if not given',
      by: 'Who says so',
    },
    examples: ['Confirmed at the window', 'Not done, and not again'],
  },
  'drill resume': {
    summary: 'Go on with a run that was paused or broken off',
    description:
      'A run whose program still stands is told to go on; another is taken up as drill run does. A plan that was changed is refused.',
    args: { run: 'Run to go on with; a new one if not given and none is open' },
    flags: {
      hall: "Address of the hall; that of the workspace's settings, else the one that runs on this machine",
      seed: 'Seed of a new run',
      'token-file': "File with the hall's admin token",
      clock: 'Clock: real, virtual or scaled:60; as last time, virtual at first',
      dry: 'Roll-call and reading only: nothing is played, nothing changed in the hall',
      stay: 'Keep watching when only people can act',
      'no-wait': 'Pause as soon as nothing is due, do not wait for a window',
      events: 'Print what happens, one event a line (NDJSON), for programs',
      production: 'Confirms writing to a production hall: the name of its connector',
      answers: 'Answers to manual steps, to rehearse without a terminal; they count as statements',
      'allow-code': 'Let a connector run that is program code',
    },
    examples: ['Go on'],
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
  'drill lint': {
    summary: 'Check the drill plan and the scripts',
    description:
      'Reads every script and the plan (drills/plan.yaml, else the shipped one); a mistake is told with file, line and column. Changes nothing.',
    args: {},
    flags: {},
    examples: ['Check'],
  },
  'drill new': {
    summary: 'Make a plan file from the notice, to go on editing',
    description:
      'Writes drills/plan.yaml: batches and times, who plays by hand, what late means, the score. drill plan and drill run go by it.',
    args: {},
    flags: {
      from: 'Day of the first batch; other batches and days move along',
      human: 'Role played by hand, may be given again; robots play everything if not given',
      understudy: 'Open time after which a robot stands in: 2h, 30m',
      also: 'Another script to play, counting for nothing that the notice demands; may be given again: duties tries every separation of duties',
      force: 'Overwrite the plan file that is there',
    },
    examples: [
      "On the notice's days",
      'On another day, approvers by hand, a robot after two hours',
      'Try every separation of duties as well: the hall should refuse',
    ],
  },
  'drill rehearse-each': {
    summary: 'Rehearse every county in a folder, one after the other',
    description:
      'For a province: each folder with a hallkit.yaml is a county with its own plan. Each is rehearsed as drill rehearse does, its samples in its own out folder; one that cannot be rehearsed is listed with the reason and holds nobody up.',
    args: { dir: 'Folder with the workspaces of the counties' },
    flags: { seed: 'Seed of every random choice' },
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
      'Plays on the virtual clock of a reference hall unless told otherwise. Killed at any moment, it goes on when run again, and nothing is done twice; when only people can act it pauses.',
    args: { run: 'Run to go on with; a new one if not given and none is open' },
    flags: {
      hall: "Address of the hall; that of the workspace's settings, else the one that runs on this machine",
      seed: 'Seed of a new run',
      'token-file': "File with the hall's admin token",
      clock: 'Clock: real, virtual or scaled:60; as last time, virtual at first',
      dry: 'Roll-call and reading only: nothing is played, nothing changed in the hall',
      stay: 'Keep watching when only people can act',
      'no-wait': 'Pause as soon as nothing is due, do not wait for a window',
      events: 'Print what happens, one event a line (NDJSON), for programs',
      answers: 'Answers to manual steps, to rehearse without a terminal; they count as statements',
      production: 'Confirms writing to a production hall: the name of its connector',
      'allow-code': 'Let a connector run that is program code',
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
  'drill watch': {
    summary: 'Watch a run from another terminal',
    description:
      'Reads the journal only and disturbs nothing. Above: what happened; below: what is waited for, and until when. Ends with the run, or with Ctrl-C.',
    args: { run: 'Run; the one written to last if not given' },
    flags: {},
    examples: ['The last run'],
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
