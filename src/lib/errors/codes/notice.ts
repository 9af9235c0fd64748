import { ExitCode } from '../exit-code.js'
import { finding, problem } from '../kinds.js'

/** What the `notice` room reports: problems stop the command, findings belong to a record. */
export const noticeProblems = {
  'HK-NOTICE-001': problem<{
    id: string
    nearest: readonly string[]
    known: readonly string[]
  }>(ExitCode.usage),
  'HK-NOTICE-002': problem<{ folder: string; id: string }>(ExitCode.usage),
  'HK-NOTICE-003': problem<{
    name: string
    nearest: readonly string[]
    known: readonly string[]
  }>(ExitCode.usage),
  'HK-NOTICE-004': problem<{ name: string; value: string; options: readonly string[] }>(
    ExitCode.usage,
  ),
}

const OWN_TEXT = '通知原文'

/** Contradictions in a notice itself (notice lint). */
export const noticeFindings = {
  'HK-NOTICE-101': finding<{ title: string; due: string; issued: string; clause: string }>(
    'warning',
    OWN_TEXT,
  ),
  'HK-NOTICE-102': finding<{ title: string; due: string; neededBy: string; clause: string }>(
    'warning',
    OWN_TEXT,
  ),
  'HK-NOTICE-103': finding<{ name: string; title: string; clause: string }>('hint', OWN_TEXT),
}
