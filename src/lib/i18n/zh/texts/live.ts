interface Milestone {
  readonly kind: 'run' | 'window' | 'trouble' | 'person' | 'unit' | 'said'
  readonly type: string
  readonly at: string
  readonly unit: string | null
  readonly text: string
  readonly detail: string | null
  readonly span: { readonly from: string; readonly to: string } | null
}

interface Awaited {
  readonly unit: string
  readonly title: string
  readonly person: string
  readonly until: string | null
  readonly standIn: string | null
}

interface Standing {
  readonly at: string | null
  readonly state: 'running' | 'paused' | 'finished'
  readonly total: number
  readonly done: number
  readonly failed: number
  readonly skipped: number
  readonly awaited: readonly Awaited[]
  readonly opens: { readonly title: string; readonly isMakeup: boolean; readonly at: string } | null
  readonly absent: readonly string[]
  readonly until: string | null
  readonly gates: readonly { readonly id: string; readonly title: string }[]
}

const reasons: Readonly<Record<string, string>> = {
  interrupted: '按要求中断',
  operator: '组织方要求',
  'HK-DRILL-010': '只剩要人办的动作',
  'HK-DRILL-019': '还没到下一步的时间',
  'HK-DRILL-006': '有的动作不知是否办成',
  'HK-DRILL-014': '安全限制',
  'HK-HALL-001': '大厅没有应答',
  'hall.up': '大厅没有恢复',
  errorRate: '办不成的太多',
  ledger: '新建的件到了上限',
}

const types: Readonly<Record<string, string>> = {
  'run.started': '开演',
  'run.resumed': '接着演',
  'run.paused': '暂停',
  'run.finished': '演练结束',
  'safeguard.tripped': '安全限制叫停',
  'batch.opened': '开放',
  'batch.closed': '开放时间结束',
  'step.failed': '未成',
  'step.unknown': '不明',
  'note.added': '记事',
  'unit.attended': '到场',
  'unit.absent': '缺席',
  'makeup.opened': '另开补演',
  'outage.declared': '停用',
  'gate.signed': '确认放行',
  'step.understudied': '由机器人替演',
  'step.reported': '自述已办，大厅尚未显示',
  'step.skipped': '决定不演',
}

const moment = (at: string) => at.slice(5, 16).replace('T', ' ')

/** `04-08 10:00—10:40`: the day once when both are on it. */
const stretch = ({ from, to }: NonNullable<Milestone['span']>) =>
  `${moment(from)}—${from.slice(0, 10) === to.slice(0, 10) ? to.slice(11, 16) : moment(to)}`

/** What is seen while a run goes on: lines that stay, and the zone below them that is redrawn. */
export const live = {
  milestone: ({ kind, type, at, unit, text, detail, span }: Milestone): string => {
    const word = `${types[type] ?? type}${span === null ? '' : ` ${stretch(span)}`}`
    const why = detail === null ? '' : `：${reasons[detail] ?? detail}`
    const whose = unit === null ? '' : `${unit} `
    const said = {
      run: `${word}${why}`,
      window: `${text} ${types[type] ?? type}${type === 'batch.opened' && detail ? `，到 ${moment(detail)}` : ''}`,
      trouble: `${whose}${text} ${word}${why}`,
      person: `${whose}${text} 已由 ${detail} 办成`,
      unit: detail === null ? `${text} 全部演完` : `${text} 到此结束，未演 ${detail} 个`,
      said: `${whose}${text === '' ? '' : `${text} `}${word}${why}`,
    }
    return `${moment(at)}  ${said[kind]}`
  },
  standing: (standing: Standing): string[] => {
    const { at, state, total, done, failed, skipped, awaited } = standing
    const ends = [failed > 0 ? `未成 ${failed}` : '', skipped > 0 ? `未演 ${skipped}` : '']
    const counts = [`完成 ${done}/${total}`, ...ends].filter((part) => part !== '').join('，')
    const what = state === 'paused' ? '已暂停  ' : ''
    return [
      `${what}演练时间 ${at === null ? '-' : moment(at)}  ${counts}`,
      ...(state === 'running' ? live.waits(standing) : []),
      ...(awaited.length > 0 ? [`等人办理 ${awaited.length} 个动作：`] : []),
    ]
  },
  waits: ({
    opens,
    absent,
    until,
    gates,
  }: Pick<Standing, 'opens' | 'absent' | 'until' | 'gates'>): string[] => [
    ...(opens
      ? [`等 ${opens.title} ${opens.isMakeup ? '补演' : '开放'}：${moment(opens.at)}`]
      : []),
    ...gates.map(({ id, title }) => `等确认“${title}”：hallkit drill sign ${id}`),
    ...(absent.length > 0
      ? [
          `等 ${absent.join('、')} 另开补演（缺席），${until === null ? '' : `最迟 ${moment(until)}，`}不补的按未完成计`,
        ]
      : []),
  ],
  more: (p: { count: number }) => `还有 ${p.count} 个，见 hallkit drill inbox`,
  columns: { unit: '单位', title: '动作', person: '姓名', until: '最迟', standIn: '替演' },
  late: '已逾期',
}
