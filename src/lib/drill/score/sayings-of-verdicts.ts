import { z } from 'zod'
import type { Computed, JournalLine, RequirementResult, Said } from '../journal/model.js'

/** The verdicts that a person may decide on. */
export const decidable = ['met', 'late', 'missed', 'exempt'] as const satisfies readonly Computed[]

const about = {
  requirement: z.string(),
  column: z.string().nullable(),
  because: z.string(),
  evidence: z.array(z.string()),
}

/** What a `verdict.disputed` line holds; `withdrawn` ends an earlier dispute. */
const disputeData = z.looseObject({ ...about, withdrawn: z.boolean() })

/** What a `verdict.overridden` line holds; `verdict` null takes an earlier override back. */
const overrideData = z.looseObject({ ...about, verdict: z.enum(decidable).nullable() })

/** What people said of verdicts, by verdict; the last word on each. */
export interface Sayings {
  readonly dispute: (subject: Subject) => RequirementResult['dispute']
  readonly override: (subject: Subject) => RequirementResult['override']
}

type Subject = Pick<RequirementResult, 'requirement' | 'unit' | 'column'>

/** Reads what people said of verdicts. A decision ends the dispute before it. */
export function sayingsOf(lines: readonly JournalLine[]): Sayings {
  const disputes = new Map<string, Said>()
  const overrides = new Map<string, NonNullable<RequirementResult['override']>>()
  for (const line of lines) {
    if (line.type === 'verdict.disputed') takeDispute(disputes, line)
    if (line.type === 'verdict.overridden') takeOverride(disputes, overrides, line)
  }
  return {
    dispute: (subject) => disputes.get(keyOf(subject)) ?? null,
    override: (subject) => overrides.get(keyOf(subject)) ?? null,
  }
}

function takeDispute(disputes: Map<string, Said>, line: JournalLine): void {
  const data = disputeData.parse(line.data)
  const key = keyOf({ ...data, unit: line.unit ?? '' })
  if (data.withdrawn) disputes.delete(key)
  else disputes.set(key, saidBy(line, data))
}

function takeOverride(
  disputes: Map<string, Said>,
  overrides: Map<string, NonNullable<RequirementResult['override']>>,
  line: JournalLine,
): void {
  const data = overrideData.parse(line.data)
  const key = keyOf({ ...data, unit: line.unit ?? '' })
  disputes.delete(key)
  if (data.verdict === null) overrides.delete(key)
  else overrides.set(key, { ...saidBy(line, data), verdict: data.verdict })
}

function saidBy(
  { seq, by }: JournalLine,
  { because, evidence }: { readonly because: string; readonly evidence: readonly string[] },
): Said {
  return { seq, by: by.id, because, evidence }
}

function keyOf({ requirement, unit, column }: Subject): string {
  return JSON.stringify([requirement, unit, column])
}
