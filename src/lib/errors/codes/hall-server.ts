import { ExitCode } from '../exit-code.js'
import { finding, problem } from '../kinds.js'

/** What starting, stopping and emptying a reference hall reports. */
export const serverProblems = {
  /** No hall runs here. */
  'HK-HALL-020': problem(ExitCode.unreachable),
  /** Asked to stop, it is still there. */
  'HK-HALL-021': problem<{ url: string; pid: number }>(ExitCode.unreachable),
  /** A hall that was sent to the background did not come up. */
  'HK-HALL-022': problem<{ log: string; detail: string }>(ExitCode.usage),
  /** Listening beyond this machine without a proper token. */
  'HK-HALL-023': problem<{ least: number }>(ExitCode.usage),
  /** A hall whose clock was set tells another time. */
  'HK-HALL-024': problem<{ url: string; asked: string; told: string }>(ExitCode.unreachable),
}

const ownRules = 'hall: its own rules, computed anew'

/** What an audit finds wrong in what a hall tells of itself. */
export const serverFindings = {
  /** The chain of events is broken: one is missing, changed or out of place. */
  'HK-HALL-101': finding<{ seq: number }>('error', ownRules),
  'HK-HALL-102': finding<{ number: string; objects: readonly string[] }>('error', ownRules),
  'HK-HALL-103': finding<{ seq: number; number: string; field: string; text: string }>(
    'error',
    ownRules,
  ),
  'HK-HALL-104': finding<{ number: string; told: string; computed: string }>(
    'error',
    '行政许可法 art. 42, 45, 82',
  ),
  'HK-HALL-105': finding<{ number: string; actor: string; event: string; earlier: string }>(
    'error',
    'templates/workflows: notBy',
  ),
  'HK-HALL-106': finding<{ hall: string; ours: string; seconds: number }>('error', ownRules),
  'HK-HALL-107': finding<{ seq: number }>('error', ownRules),
}
