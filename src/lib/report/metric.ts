import type { Metric } from './model.js'

/** What a figure shows when it was not measured: null is not 0. */
const NOT_MEASURED = '—'

/** A percentage with one decimal; a base of zero means that there was nothing to measure. */
function percent(metric: Metric): string {
  if (metric.numerator === null || metric.denominator === null || metric.denominator === 0) {
    return NOT_MEASURED
  }
  return `${((metric.numerator / metric.denominator) * 100).toFixed(1)}%`
}

/** The figure as text: `12`, `92.9%` or `26/28`; `—` when not measured. */
export function showMetric(metric: Metric, show: 'count' | 'percent' | 'fraction'): string {
  if (metric.numerator === null) return NOT_MEASURED
  if (show === 'percent') return percent(metric)
  if (show === 'fraction' && metric.denominator !== null) {
    return `${metric.numerator}/${metric.denominator}`
  }
  return String(metric.numerator)
}

/** Looks metrics up by id; an unknown id is a bug of ours, so it throws. */
export function metricIndex(metrics: readonly Metric[]): (id: string) => Metric {
  const byId = new Map(metrics.map((metric) => [metric.id, metric]))
  return (id) => {
    const metric = byId.get(id)
    if (metric === undefined) throw new Error(`metric ${id} is used but not computed`)
    return metric
  }
}
