import type { Metric } from '../model.js'

type Draft = Omit<Metric, 'asOf' | 'na' | 'clause' | 'evidence' | 'denominator'> & Partial<Metric>

/** Completes a figure with its date and the defaults: no base, no clause, no evidence. */
export type Make = (draft: Draft) => Metric

/** A maker of figures that all hold at one moment. */
export function maker(asOf: string): Make {
  return (draft) => ({ denominator: null, na: 0, clause: null, evidence: [], ...draft, asOf })
}
