import type { registerFindings, registerProblems } from '../../errors/codes/problems.js'
import type { Words } from '../words.js'

export const problems: Words<typeof registerProblems> & Words<typeof registerFindings> = {
  'HK-PROBLEM-001': ({ file, line }) => ({
    message: `Register ${file}, line ${line} is damaged`,
    fix: ['Restore the file from a backup; keep the damaged one'],
  }),
  'HK-PROBLEM-002': ({ id, nearest }) => ({
    message: `No problem has the number ${id}`,
    fix: [nearest.length > 0 ? `Did you mean ${nearest.join(', ')}` : 'See hallkit problem list'],
  }),
  'HK-PROBLEM-003': ({ id, what }) => ({
    message: what === 'closed' ? `${id} is closed already` : `${id} is not closed`,
    fix: ['See hallkit problem list --all'],
  }),
  'HK-PROBLEM-004': ({ file, cause }) => ({
    message: `Not a register of problems, or not readable: ${file} (${cause})`,
    fix: ['Export one with hallkit problem export, mend it, import it'],
  }),
  'HK-PROBLEM-005': () => ({
    message: 'Nothing was said that could be entered',
    fix: ['Say what the problem is, or take in what a drill found with --proposed'],
  }),
  'HK-PROBLEM-101': ({ id }) => ({
    message: `No problem has the number ${id}; this row was left out`,
    fix: ['Leave the number blank for a new problem, or mend it'],
  }),
  'HK-PROBLEM-102': ({ unit }) => ({
    message: `No such unit: "${unit}"; this row was left out`,
    fix: ['Write its name, short name or code'],
  }),
}
