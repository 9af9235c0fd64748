import { Buffer } from 'node:buffer'
import { epochMs } from '../../calendar/index.js'
import type { DrillPlan } from '../plan/plan-model.js'

/** The windows of a plan as a calendar (RFC 5545), one entry per window; `stamp` is when it was made (epoch ms). */
export function windowsCalendar(plan: DrillPlan, run: string, stamp: number): string {
  const entries = plan.batches.flatMap(({ id, title, windows }) => {
    const units = plan.units.filter(({ batch }) => batch === id).map(({ short }) => short)
    return windows.flatMap(({ from, to }, index) => [
      'BEGIN:VEVENT',
      `UID:${run}-${id}-${index + 1}@hallkit`,
      `DTSTAMP:${utc(stamp)}`,
      `DTSTART:${utc(epochMs(from))}`,
      `DTEND:${utc(epochMs(to))}`,
      `SUMMARY:${text(`演练：${title}`)}`,
      `DESCRIPTION:${text(`${plan.title}\n${units.join('、')}`)}`,
      'END:VEVENT',
    ])
  })
  const head = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//hallkit//drill//ZH']
  return [...head, ...entries, 'END:VCALENDAR'].map(folded).join('')
}

function utc(moment: number): string {
  return `${new Date(moment).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`
}

function text(value: string): string {
  return value.replace(/[\\;,]/g, '\\$&').replace(/\n/g, '\\n')
}

/** The most octets of a line. */
const WIDTH = 75

/** A line with its end, folded between characters where it is longer than allowed. */
function folded(line: string): string {
  let out = ''
  let width = 0
  for (const one of line) {
    const octets = Buffer.byteLength(one)
    if (width + octets > WIDTH) {
      out += '\r\n '
      width = 1
    }
    out += one
    width += octets
  }
  return `${out}\r\n`
}
