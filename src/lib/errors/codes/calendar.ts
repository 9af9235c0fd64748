import { ExitCode } from '../exit-code.js'
import { problem } from '../kinds.js'

/** What the `calendar` room reports: problems stop the command, findings belong to a record. */
export const calendarProblems = {
  /** A day whose official arrangement is not known: never a guess. */
  'HK-CAL-001': problem<{ day: string; from: number; to: number }>(ExitCode.usage),
  /** Text that is no day, no time of day or no local time with offset. */
  'HK-CAL-002': problem<{ text: string; expected: 'day' | 'time' | 'instant' }>(ExitCode.usage),
  /** Office hours that never open (no window, or a window that ends before it starts). */
  'HK-CAL-003': problem<{ hours: string }>(ExitCode.usage),
}

export const calendarFindings = {}
