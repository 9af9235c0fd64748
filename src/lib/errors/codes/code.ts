import { ExitCode } from '../exit-code.js'
import { problem } from '../kinds.js'

/** What the `code` room reports. */
export const codeProblems = {
  /** Nobody agreed to run it. */
  'HK-CODE-001': problem<{
    file: string
    codes: readonly { readonly module: string; readonly sha256: string }[]
  }>(ExitCode.stopped),
  'HK-CODE-002': problem<{
    file: string
    module: string
    reason: 'missing' | 'typescript' | 'changed' | 'failed'
    detail: string
  }>(ExitCode.usage),
}
