import { z } from 'zod'
import { wrongAt } from '../api/problem.js'

type Data = Readonly<Record<string, unknown>>

const name = z.string().trim().min(1).max(200)
const reason = z.string().trim().min(1).max(500)

/** New papers of a file: originals, or photographed by an agent; a paper of the same name replaces the old one. */
export const newPapers = z
  .array(
    z.strictObject({
      name,
      copy: z.enum(['原件', '复印件', '照片', '电子件']),
      sha256: z
        .string()
        .regex(/^[\da-f]{64}$/)
        .optional(),
    }),
  )
  .min(1)
  .max(100)
  .refine((list) => new Set(list.map((one) => one.name)).size === list.length, {
    error: '材料重名',
  })

/** Verdicts on papers of the file, one by one; a bad one says why. */
export const verdicts = z
  .array(
    z
      .strictObject({ name, good: z.boolean(), reason: reason.optional() })
      .refine((one) => one.good || one.reason !== undefined, {
        error: '不合格的须写明理由',
        path: ['reason'],
      }),
  )
  .min(1)
  .max(100)

type NewPaper = z.output<typeof newPapers>[number]
type Verdict = z.output<typeof verdicts>[number]

/** A paper of an object's file and what was found of it. */
export interface Paper extends NewPaper {
  readonly verdict: 'waiting' | 'good' | 'bad'
  readonly reason?: string
}

/** The papers of an object. */
export function papersOf(data: Data): readonly Paper[] {
  return (data['papers'] ?? []) as readonly Paper[] // written by `withPapers` alone
}

/** Data of an object after an act wrote these values: papers and verdicts go into its file. 422 for a verdict on no paper. */
export function withPapers(data: Data, written: Data): Data {
  const { papers, verdicts: judged, ...rest } = written
  if (papers === undefined && judged === undefined) return { ...data, ...rest }
  const file = new Map(papersOf(data).map((paper) => [paper.name, paper]))
  // Both were read by the schemas above.
  for (const paper of (papers ?? []) as readonly NewPaper[]) {
    file.set(paper.name, { ...paper, verdict: 'waiting' })
  }
  for (const [index, verdict] of ((judged ?? []) as readonly Verdict[]).entries()) {
    const paper = file.get(verdict.name)
    if (paper === undefined) {
      throw wrongAt(`/input/verdicts/${index}/name`, `案卷里没有「${verdict.name}」`)
    }
    file.set(paper.name, judgedPaper(paper, verdict))
  }
  return { ...data, ...rest, papers: [...file.values()] }
}

function judgedPaper({ reason: _, ...paper }: Paper, { good, reason }: Verdict): Paper {
  if (good) return { ...paper, verdict: 'good' }
  return { ...paper, verdict: 'bad', ...(reason !== undefined && { reason }) }
}
