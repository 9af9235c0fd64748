import type { noticeFindings, noticeProblems } from '../../errors/codes/notice.js'
import type { Words } from '../words.js'

const choose = (nearest: readonly string[], known: readonly string[]) => [
  ...(nearest.length > 0 ? [`Did you mean ${nearest.join(' or ')}?`] : []),
  `Known: ${known.length > 0 ? known.join(', ') : 'none'}`,
]

export const notice: Words<typeof noticeProblems> & Words<typeof noticeFindings> = {
  'HK-NOTICE-001': ({ id, nearest, known }) => ({
    message: `There is no notice pack "${id}"`,
    fix: [...choose(nearest, known), 'Run hallkit notice list'],
  }),
  'HK-NOTICE-002': ({ folder, id }) => ({
    message: `notice.yaml in the pack folder "${folder}" says its id is "${id}"`,
    fix: ['Give the folder and the id the same name'],
  }),
  'HK-NOTICE-003': ({ name, nearest, known }) => ({
    message: `"${name}" under overrides in hallkit.yaml is nothing that this notice leaves open`,
    fix: choose(nearest, known),
  }),
  'HK-NOTICE-004': ({ name, value, options }) => ({
    message: `"${name}" under overrides in hallkit.yaml names "${value}", which is no batch of this notice`,
    fix: [`Batches: ${options.join(', ')}`],
  }),
  'HK-NOTICE-101': ({ title, due, issued, clause }) => ({
    message: `"${title}" (${clause}) is due ${due}, before the notice was issued on ${issued}`,
    fix: ['Ask the issuing office for the day that holds'],
  }),
  'HK-NOTICE-102': ({ title, due, neededBy, clause }) => ({
    message: `"${title}" (${clause}) is due ${due}, after the day that needs it (${neededBy})`,
    fix: [`Work towards ${neededBy} and report both days`],
  }),
  'HK-NOTICE-103': ({ name, title, clause }) => ({
    message: `${clause} names ${name} (${title}), which is not part of the text`,
    fix: [`Ask the issuing office for ${name}; what is used now is inferred`],
  }),
}
