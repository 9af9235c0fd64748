import { ExitCode } from '../exit-code.js'
import { problem } from '../kinds.js'

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
}
