import { missingOf, overdueOf } from './missing.js'
import { editions, type FormTally, type Stage, type Standing, type StandingFacts } from './model.js'

/** Where a drill stands on a day (`2015-04-08`): a pure function of the facts. */
export function standingOf(facts: StandingFacts, on: string): Standing {
  const { pack, hall, runs, papers } = facts
  const { id, number, title } = pack
  return {
    ...nextOf(facts),
    notice: { id, number, title },
    on,
    forms: tallies(facts),
    missing: missingOf(facts),
    overdue: overdueOf(facts, on),
    hall,
    runs: runs.map(({ results: _, ...run }) => run),
    papers,
  }
}

interface Step {
  readonly stage: Stage
  readonly next: string | null
}

/** The first thing that is not done yet. Units that owe something stop nobody else, so they are no stage. */
function nextOf(facts: StandingFacts): Step {
  const { forms, hasAccounts, runs } = facts
  const isEmpty = forms.every((unit) => unit.forms.every(({ state }) => state === 'missing'))
  if (isEmpty) return { stage: 'collect', next: 'hallkit inbox' }
  if (!hasAccounts) return { stage: 'mapping', next: 'hallkit users generate' }
  return runs[0]?.state === 'finished' ? nextPaper(facts) : nextPlay(facts)
}

function nextPlay({ hall, runs }: StandingFacts): Step {
  const [last] = runs
  if (last?.state === 'running') return { stage: 'drill', next: 'hallkit drill status' }
  if (hall.state !== 'reachable') return { stage: 'hall', next: 'hallkit hall start' }
  const isBegun = last !== undefined && last.state !== 'ready'
  if (!isBegun && hall.toPush !== 0) return { stage: 'hall', next: 'hallkit hall push' }
  return { stage: 'drill', next: 'hallkit drill run' }
}

/** Papers older than the run's last line tell of an earlier one. */
function nextPaper({ runs, papers }: StandingFacts): Step {
  const last = Date.parse(runs[0]?.lastWall ?? '')
  const fresh = papers.filter(({ written }) => Date.parse(written) >= last)
  const isWritten = editions.every((edition) => fresh.some(({ path }) => path.endsWith(edition)))
  if (!isWritten) return { stage: 'report', next: 'hallkit report build' }
  return { stage: 'done', next: null }
}

function tallies({ forms }: StandingFacts): readonly FormTally[] {
  const ids = [...new Set(forms.flatMap((unit) => unit.forms.map(({ form }) => form)))]
  return ids.map((form) => {
    const states = forms.map((unit) => unit.forms.find((one) => one.form === form)?.state)
    const count = (wanted: string) => states.filter((state) => state === wanted).length
    return {
      form,
      received: count('received'),
      returned: count('returned'),
      missing: count('missing'),
    }
  })
}
