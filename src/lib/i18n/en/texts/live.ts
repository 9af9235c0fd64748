import type { live as zh } from '../../zh/texts/live.js'

const reasons: Readonly<Record<string, string>> = {
  interrupted: 'as asked',
  operator: 'as the organisers asked',
  'HK-DRILL-010': 'only people can act',
  'HK-DRILL-019': 'the next step is not due yet',
  'HK-DRILL-006': 'outcomes unknown',
  'HK-DRILL-014': 'a safeguard',
  'HK-HALL-001': 'the hall does not answer',
  'hall.up': 'the hall did not come back',
  errorRate: 'too much went wrong',
  ledger: 'too many new objects',
}

const types: Readonly<Record<string, string>> = {
  'run.started': 'started',
  'run.resumed': 'resumed',
  'run.paused': 'paused',
  'run.finished': 'finished',
  'safeguard.tripped': 'stopped by a safeguard',
  'batch.opened': 'opens',
  'batch.closed': 'closes',
  'step.failed': 'failed',
  'step.unknown': 'unknown',
  'note.added': 'note',
  'unit.attended': 'came',
  'unit.absent': 'absent',
  'makeup.opened': 'makeup',
  'outage.declared': 'outage',
  'gate.signed': 'signed',
  'step.understudied': 'a robot stands in',
  'step.reported': 'said to be done, not shown by the hall yet',
  'step.skipped': 'left out on purpose',
}

const moment = (at: string) => at.slice(5, 16).replace('T', ' ')

/** `04-08 10:00-10:40`: the day once when both are on it. */
const stretch = ({ from, to }: { readonly from: string; readonly to: string }) =>
  `${moment(from)}-${from.slice(0, 10) === to.slice(0, 10) ? to.slice(11, 16) : moment(to)}`

/** What is seen while a run goes on: lines that stay, and the zone below them that is redrawn. */
export const live: typeof zh = {
  milestone: ({ kind, type, at, unit, text, detail, span }) => {
    const word = `${types[type] ?? type}${span === null ? '' : ` ${stretch(span)}`}`
    const why = detail === null ? '' : `: ${reasons[detail] ?? detail}`
    const whose = unit === null ? '' : `${unit} `
    const said = {
      run: `${word}${why}`,
      window: `${text} ${types[type] ?? type}${type === 'batch.opened' && detail ? `, until ${moment(detail)}` : ''}`,
      trouble: `${whose}${text} ${word}${why}`,
      person: `${whose}${text} done by ${detail}`,
      unit: detail === null ? `${text} is through` : `${text} ends here, ${detail} not played`,
      said: `${whose}${text === '' ? '' : `${text} `}${word}${why}`,
    }
    return `${moment(at)}  ${said[kind]}`
  },
  standing: (standing) => {
    const { at, state, total, done, failed, skipped, awaited } = standing
    const ends = [failed > 0 ? `${failed} failed` : '', skipped > 0 ? `${skipped} given up` : '']
    const counts = [`${done}/${total} done`, ...ends].filter((part) => part !== '').join(', ')
    const what = state === 'paused' ? 'paused  ' : ''
    return [
      `${what}drill time ${at === null ? '-' : moment(at)}  ${counts}`,
      ...(state === 'running' ? live.waits(standing) : []),
      ...(awaited.length > 0 ? [`${awaited.length} acts wait for people:`] : []),
    ]
  },
  waits: ({ opens, absent, until, gates }) => [
    ...(opens
      ? [`${opens.title} ${opens.isMakeup ? 'makes up' : 'opens'}: ${moment(opens.at)}`]
      : []),
    ...gates.map(({ id, title }) => `waits for the signature "${title}": hallkit drill sign ${id}`),
    ...(absent.length > 0
      ? [
          `waits for a makeup of ${absent.join(', ')} (absent)${until === null ? '' : `, until ${moment(until)}`}; without one it counts as missed`,
        ]
      : []),
  ],
  more: (p) => `${p.count} more, see hallkit drill inbox`,
  columns: { unit: 'Unit', title: 'Act', person: 'Person', until: 'Until', standIn: 'Stand-in' },
  late: 'late',
}
