import { AppError } from '../../errors/index.js'
import { stretch } from '../people/report-step.js'
import { namedStep } from '../people/submit.js'
import type { Said } from '../people/tell.js'
import { planUnit } from '../views.js'
import type { RunReview } from '../workspace-drill.js'

/** A note, of one unit or of the whole; `paper`: done on paper while the hall was away, a word and no fact. */
export function noted(
  { folder: { plan } }: RunReview,
  text: string,
  { unit, paper }: { readonly unit: string | null; readonly paper: boolean },
): Said {
  const whose = unit === null ? {} : { unit: planUnit(plan, unit).code }
  return { type: 'note.added', ...whose, data: { text, paper } }
}

/** Who of a unit came. */
export function attended(
  { folder: { plan } }: RunReview,
  unit: string,
  persons: readonly string[],
): Said {
  return { type: 'unit.attended', unit: planUnit(plan, unit).code, data: { persons } }
}

/** A unit that did not come. */
export function absent({ folder: { plan } }: RunReview, unit: string, because: string): Said {
  return { type: 'unit.absent', unit: planUnit(plan, unit).code, data: { because } }
}

/** A window of their own for some units (补演), `FROM/TO`. HK-DRILL-011 when it is no stretch of time. */
export function madeUp({ folder: { plan } }: RunReview, units: string, window: string): Said {
  const data = { units: codesOf(plan, units), ...stretch(...window.split('/')) }
  return { type: 'makeup.opened', data }
}

/** A time in which the hall, the power or the line was away, for some units or for all. HK-DRILL-011 as above. */
export function outage(
  { folder: { plan } }: RunReview,
  {
    from,
    to,
    units,
    cause,
  }: Readonly<Record<'from' | 'to' | 'cause', string>> & {
    readonly units?: string | undefined
  },
): Said {
  const whose = units === undefined ? [] : codesOf(plan, units)
  return { type: 'outage.declared', data: { units: whose, ...stretch(from, to), cause } }
}

/** A step that is not played, and with it what needs it. */
export function skipped({ folder: { plan } }: RunReview, name: string, reason: string): Said {
  const { key, unit, role } = namedStep(plan, name)
  return {
    type: 'step.skipped',
    key,
    unit,
    as: role,
    data: { because: { kind: 'person', reason } },
  }
}

/** A person's step that a robot plays instead. HK-DRILL-011 for one that is a robot's already. */
export function takenOver({ folder: { plan } }: RunReview, name: string, reason: string): Said {
  const { key, unit, role, by } = namedStep(plan, name)
  if (by !== 'human') throw new AppError('HK-DRILL-011', { what: 'not-human', name: key })
  return {
    type: 'step.understudied',
    key,
    unit,
    as: role,
    data: { because: { kind: 'person', reason } },
  }
}

/** The signature that lets a batch begin. HK-DRILL-011 for a gate that the plan has not, or that is signed. */
export function signed({ folder: { plan }, lines }: RunReview, name: string): Said {
  const gate = plan.gates?.find(({ id }) => id === name)
  const isSigned = lines.some(({ type, data }) => type === 'gate.signed' && data['gate'] === name)
  if (!gate || isSigned) throw new AppError('HK-DRILL-011', { what: 'gate', name })
  return { type: 'gate.signed', data: { gate: gate.id, title: gate.title } }
}

/** A halt of the run that is live. HK-DRILL-011 when none is. */
export function paused({ folder, state }: RunReview, reason: string): Said {
  if (state !== 'running') throw new AppError('HK-DRILL-011', { what: 'idle', name: folder.run })
  return { type: 'run.paused', data: { because: 'operator', reason } }
}

function codesOf(plan: RunReview['folder']['plan'], units: string): readonly string[] {
  return units.split(/[,，、]/).map((name) => planUnit(plan, name).code)
}
