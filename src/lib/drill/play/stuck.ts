import { AppError } from '../../errors/index.js'
import type { JournalLine } from '../journal/model.js'

/** Why steps stay without outcome: the first thing that a person was asked for in vain, else HK-DRILL-006. */
export function stuckOn(steps: readonly string[], lines: readonly JournalLine[]): AppError {
  const asked = lines.find(({ data }) => data['cause'] === 'HK-HALL-008')
  if (!asked) return new AppError('HK-DRILL-006', { steps })
  const { action, account, prompt } = asked.data
  return new AppError('HK-HALL-008', {
    ...{ action: String(action), account: String(account), prompt: String(prompt) },
  })
}
