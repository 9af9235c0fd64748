import type { Duration, DurationUnit } from './model.js'

const UNITS: Readonly<Record<DurationUnit, string>> = {
  workday: '个工作日',
  day: '日',
  hour: '小时',
  month: '个月',
  year: '年',
  instant: '',
}
/** A number or a range that says nothing of days. */
const BARE = /^[\d\s.０-９．〇零一二两三四五六七八九十百半\-~—–－～至到]+$/u

/** A limit as written, with the unit that its column said where the cell itself does not. */
export function limitText({ unit, raw }: Duration): string {
  return BARE.test(raw) ? `${raw}${UNITS[unit]}` : raw
}

/** A limit for a sheet whose bare numbers are working days: only another unit need be said. */
export function limitCell(limit: Duration): string {
  return limit.unit === 'workday' ? limit.raw : limitText(limit)
}
