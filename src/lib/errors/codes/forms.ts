import { ExitCode } from '../exit-code.js'
import { problem } from '../kinds.js'

/** What the `forms` room reports. */
export const formsProblems = {
  'HK-FORM-001': problem<{ files: readonly string[] }>(ExitCode.usage),
  'HK-FORM-002': problem<{ form: string; known: readonly string[] }>(ExitCode.usage),
  'HK-FORM-004': problem<{ form: string; known: readonly string[] }>(ExitCode.usage),
  'HK-FORM-003': problem<{ flag: string }>(ExitCode.usage),
}
