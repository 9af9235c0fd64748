import type { CommandTexts } from '../../words.js'

const run = 'Run; the one written to last if not given'

/** Help of `drill`: runs: played, watched, gone on with, cleaned up. */
export const drillRun: CommandTexts = {
  'drill cleanup': {
    summary: 'Take what the drill put into the hall out again, and have the hall confirm it',
    description:
      'Touches only what the robots of this run made, newest first, and asks the hall again afterwards; what people made, or anybody else, is left alone. What is closed stays, as the rules of the hall want it, and is listed. Broken off, it goes on when it is run again.',
    args: { run: 'Run; the one written to last if not given' },
    flags: {
      'dry-run': 'Only list what would be taken out',
      yes: 'Do not ask',
      hall: 'Address of the hall; that of the workspace or the one running here if not given',
      'token-file': "File with the hall's admin token",
      production: 'Confirm writing to a production hall',
      'allow-code': 'Allow connectors that bring program code',
    },
    examples: ['See what would be taken out', 'Clean up'],
  },
  'drill observe': {
    summary: 'Watch only: units drill in the hall by themselves, the program scores',
    description:
      "Reads the hall and does nothing in it; verdicts are those of a drill that is played. Judged by the hall's own time: late discovery is not a late act. For a hall without an interface put its exported lists of cases, articles and consultations into a folder and use --exports.",
    args: { run: 'Which one to go on with; the last open one or a new one if not given' },
    flags: {
      hall: 'Address of the hall; that of the workspace or the one running here if not given',
      exports: 'Folder of exported lists (.xlsx, .csv ...)',
      map: 'What a column of the lists means where its name is not known; several may be given',
      stay: 'Watch until the drill is over',
      final: 'End the drill with this look; what was not seen was not done',
      seed: 'Seed of a new drill',
      'token-file': 'File with the admin token of the hall',
      production: 'Confirm writing to a production system',
      'allow-code': 'Allow connectors with program code',
    },
    examples: ['Look once', 'Watch to the end', 'Score from exported lists'],
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
      'A run whose program still stands is told to go on; another is taken up as drill run does. A locked plan that was changed is refused; what was changed in the workspace since is told, and the run goes on by its locked plan.',
    args: { run: 'Run to go on with; a new one if not given and none is open' },
    flags: {
      hall: "Address of the hall; that of the workspace's settings, else the one that runs on this machine",
      seed: 'Seed of a new run',
      new: 'Not with this command: drill run --new opens another run',
      'token-file': "File with the hall's admin token",
      clock: 'Clock: real, virtual or scaled:60; as last time, virtual at first',
      dry: 'Roll-call and reading only: nothing is played, nothing changed in the hall',
      stay: 'Keep watching when only people can act',
      'no-wait': 'Pause as soon as nothing is due, do not wait for a window',
      final:
        'Wait for nobody and no makeup any more: what is theirs counts as not played, and the run comes to its end',
      events: 'Print what happens, one event a line (NDJSON), for programs',
      production: 'Confirms writing to a production hall: the name of its connector',
      answers: 'Answers to manual steps, to rehearse without a terminal; they count as statements',
      'allow-code': 'Let a connector run that is program code',
    },
    examples: ['Go on'],
  },
  'drill run': {
    summary: 'Play the drill in a hall, or go on with one that stopped',
    description:
      'Plays on the virtual clock of a reference hall unless told otherwise. Killed at any moment, it goes on when run again, and nothing is done twice; when only people can act it pauses.',
    args: { run: 'Run to go on with; a new one if not given and none is open' },
    flags: {
      hall: "Address of the hall; that of the workspace's settings, else the one that runs on this machine",
      seed: 'Seed of a new run',
      new: 'Open another run by the plan as it is now, instead of going on with the unfinished one',
      'token-file': "File with the hall's admin token",
      clock: 'Clock: real, virtual or scaled:60; as last time, virtual at first',
      dry: 'Roll-call and reading only: nothing is played, nothing changed in the hall',
      stay: 'Keep watching when only people can act',
      'no-wait': 'Pause as soon as nothing is due, do not wait for a window',
      final:
        'Wait for nobody and no makeup any more: what is theirs counts as not played, and the run comes to its end',
      events: 'Print what happens, one event a line (NDJSON), for programs',
      answers: 'Answers to manual steps, to rehearse without a terminal; they count as statements',
      production: 'Confirms writing to a production hall: the name of its connector',
      'allow-code': 'Let a connector run that is program code',
    },
    examples: ['Start, or go on with the open run', 'Name the hall'],
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
    summary: 'Watch a run from another terminal, or see a finished one again',
    description:
      'Reads the journal only and disturbs nothing. Above: what happened; below: the cards that will come, what is waited for, and until when. Ends with the run, or with Ctrl-C. --replay shows the journal again from its beginning at its own times; no hall is called, nothing is written.',
    args: { run: 'Run; the one written to last if not given' },
    flags: {
      replay:
        'Show it again from its beginning, so many times as fast (1: as it was); long stretches without a line are skipped',
    },
    examples: ['The last run', 'A finished run once more, a minute a second'],
  },
}
