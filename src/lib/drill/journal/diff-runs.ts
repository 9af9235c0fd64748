import type { RunReview } from '../workspace-drill.js'
import { outcomeOf } from './history.js'
import type { JournalLine, RequirementResult } from './model.js'

/** One thing that differs between two runs; null where a run does not have it. */
export interface RunDifference {
  readonly sort: 'step' | 'requirement' | 'grade'
  readonly key: string
  readonly unit: string
  readonly before: string | null
  readonly after: string | null
}

type Facts = ReadonlyMap<string, { readonly unit: string; readonly value: string }>

/** What differs between two runs, by the stable keys of steps and requirements; runs of different plans may be compared. */
export function diffRuns(before: RunReview, after: RunReview): RunDifference[] {
  return [
    ...compared('grade', gradesOf(before), gradesOf(after)),
    ...compared('requirement', verdictsOf(before), verdictsOf(after)),
    ...compared('step', stepsOf(before), stepsOf(after)),
  ]
}

function compared(sort: RunDifference['sort'], before: Facts, after: Facts): RunDifference[] {
  const keys = new Set([...before.keys(), ...after.keys()])
  return [...keys].flatMap((key) => {
    const [a, b] = [before.get(key), after.get(key)]
    if (a?.value === b?.value) return []
    const unit = a?.unit ?? b?.unit ?? ''
    return [{ sort, key, unit, before: a?.value ?? null, after: b?.value ?? null }]
  })
}

function gradesOf({ score }: RunReview): Facts {
  const graded = score.units.filter(({ grade }) => grade !== null)
  return new Map(graded.map(({ code, name, grade }) => [code, { unit: name, value: grade ?? '' }]))
}

function verdictsOf({ score, folder }: RunReview): Facts {
  const names = namesOf(folder.plan)
  const key = ({ requirement, unit, column }: RequirementResult) =>
    `${requirement}${column === null ? '' : `/${column}`}@${unit}`
  return new Map(
    score.results.map((one) => [key(one), { unit: names.get(one.unit) ?? '', value: one.verdict }]),
  )
}

function stepsOf({ lines, folder }: RunReview): Facts {
  const names = namesOf(folder.plan)
  const ends = lines.flatMap((line): [string, JournalLine][] =>
    line.key !== undefined && outcomeOf(line) ? [[line.key, line]] : [],
  )
  return new Map(
    ends.map(([key, line]) => {
      const how = line.data['how']
      const value = line.type === 'step.done' && typeof how === 'string' ? how : line.type.slice(5)
      return [key, { unit: names.get(line.unit ?? '') ?? '', value }]
    }),
  )
}

function namesOf({ units }: RunReview['folder']['plan']): ReadonlyMap<string, string> {
  return new Map(units.map(({ code, short }) => [code, short]))
}
