import { planBook as planBookTexts } from './plan-book.js'

const verdicts = {
  met: '达标',
  late: '逾期',
  missed: '未完成',
  exempt: '不适用',
  disputed: '有异议',
  unchecked: '无从核对',
}
const states = {
  ready: '未开始',
  running: '进行中',
  paused: '已暂停',
  'broken-off': '中断',
  finished: '已结束',
}

interface Steps {
  readonly total: number
  readonly done: number
  readonly failed: number
  readonly unknown: number
  readonly skipped: number
  readonly waiting: number
}

type Verdicts = Readonly<Record<'met' | 'late' | 'missed' | 'exempt' | 'disputed', number>> & {
  readonly unchecked?: number
}

interface Said {
  readonly by: string
  readonly because: string
  readonly seq: number
}

/** A verdict with what people and lists say of it. */
interface Contested {
  readonly because: string | null
  readonly computed: keyof typeof verdicts
  readonly dispute: Said | null
  readonly override: (Said & { readonly verdict: keyof typeof verdicts }) | null
  readonly contradictions: readonly number[]
}

interface RemarkWords {
  readonly dispute: (p: Said) => string
  readonly override: (p: Said & { readonly verdict: keyof typeof verdicts }) => string
  readonly contradiction: (p: { readonly lines: readonly number[] }) => string
  readonly computed: (p: Pick<Contested, 'computed'>) => string
}

/** Everything that is to be said beside a verdict, in some language. */
export function remarksIn(words: RemarkWords): (p: Contested) => string[] {
  return ({ because, computed, dispute, override, contradictions }) => [
    ...(because === null ? [] : [because]),
    ...(dispute ? [words.dispute(dispute)] : []),
    ...(contradictions.length > 0 ? [words.contradiction({ lines: contradictions })] : []),
    ...(override ? [words.override(override)] : []),
    ...(dispute || override || contradictions.length > 0 ? [words.computed({ computed })] : []),
  ]
}

const levels = { warning: '预警', yellow: '黄牌', red: '红牌' }

const trialVerdicts = { refused: '已拒绝', 'let-through': '未拒绝', untested: '没有试成' }

interface Cleaned {
  readonly counts: Readonly<Record<'removed' | 'gone' | 'closed' | 'left', number>>
  readonly others: number
}

/** What `drill` says on the screen. */
interface Foreseen {
  readonly unit: string
  readonly at: string
  readonly level: keyof typeof levels
  readonly owed: readonly {
    readonly title: string
    readonly done: number
    readonly needed: number
  }[]
}

/** The first of what is owed, and how many there are. */
const owedIn = ({ owed }: Foreseen) => {
  const [{ title, needed, done } = { title: '', needed: 0, done: 0 }] = owed
  const first = `${title}，应 ${needed} 已 ${done}`
  return owed.length > 1 ? ` ${owed.length} 项：${first}等` : `（${first}）`
}

export const drill = {
  verdicts,
  trialVerdicts,
  lines: {
    'step.opened': '等人办理',
    'step.intent': '准备办理',
    'step.done': '已办',
    'step.adopted': '他人已办',
    'step.failed': '未成',
    'step.unknown': '不明',
    'step.skipped': '未演',
    'step.understudied': '由机器人替演',
  } as Readonly<Record<string, string>>,
  states,
  columns: {
    unit: '单位',
    batch: '批次',
    steps: '动作',
    people: '账号',
    until: '预计办完',
    from: '开始',
    to: '办成',
    role: '角色',
    account: '账号',
    title: '动作',
    subject: '事项或信息',
    requirement: '要求',
    column: '栏目',
    counted: '已计',
    atLeast: '应达',
    verdict: '结论',
    because: '说明',
    clause: '条款',
    seq: '日志行',
    at: '演练时间',
    event: '事实',
    key: '步骤',
    person: '姓名',
    ask: '现在要办',
    untilTime: '期限',
    standIn: '替演',
    sort: '类别',
    number: '编号',
    state: '现在的状态',
  },
  planned: (p: { rounds: number; steps: number; left: number }) =>
    `共 ${p.rounds} 组、${p.steps} 个动作${p.left > 0 ? `，另有 ${p.left} 个排不下` : '，开放时间内排得下'}`,
  unplayed: (p: { count: number }) =>
    `有 ${p.count} 个动作未演：排不下的、没有人能承担的，hallkit drill plan 逐条说明并给出改法`,
  exempt: (p: { count: number }) => `不适用 ${p.count} 项，原因见 --json 或报告`,
  progress: (p: { at: string; done: number; total: number; failed: number }) =>
    `演练时间 ${p.at}  完成 ${p.done}/${p.total}${p.failed > 0 ? `，未成 ${p.failed}` : ''}`,
  status: (p: { run: string; state: string; at: string | null }) =>
    `演练 ${p.run}：${p.state}${p.at === null ? '' : `，演练时间 ${p.at}`}`,
  steps: (p: Steps) =>
    `动作 ${p.total} 个：完成 ${p.done}，未成 ${p.failed}，不明 ${p.unknown}，未演 ${p.skipped}，待办 ${p.waiting}`,
  requirements: (p: Verdicts) =>
    `要求：达标 ${p.met}，逾期 ${p.late}，未完成 ${p.missed}，不适用 ${p.exempt}，有异议 ${p.disputed}${p.unchecked ? `，无从核对 ${p.unchecked}` : ''}`,
  trials: (p: { refused: number; letThrough: number; untested: number }) =>
    `应被拒绝的动作 ${p.refused + p.letThrough + p.untested} 个：大厅已拒绝 ${p.refused}，未拒绝 ${p.letThrough}，没有试成 ${p.untested}`,
  goOn: (p: { run: string }) => `接着演：hallkit drill run ${p.run}`,
  nextScore: '看各单位结论：hallkit drill score',
  verdictOf: (p: { verdict: string; counted: number | null; atLeast: number }) =>
    p.counted === null ? p.verdict : `${p.verdict}：时限内 ${p.counted}，应达 ${p.atLeast}`,
  noProof: '日志中没有计入的事实。',
  troubles: '本单位本主题未成的步骤：',
  observed: (p: { seen: number; unscripted: number; outside: number }) =>
    `新看到 ${p.seen} 项事实${p.unscripted > 0 ? `；至今不在剧本内的共 ${p.unscripted} 项` : ''}${p.outside > 0 ? `；另有 ${p.outside} 项不是参演单位的，没有计入` : ''}`,
  lists: (p: { lists: number; rows: number }) => `读了 ${p.lists} 张清单、${p.rows} 行`,
  observeOn: '接着观察：hallkit drill observe（加 --stay 一直看到演练结束，加 --final 就此结束）',
  remarks: remarksIn({
    dispute: (p) => `有异议（${p.by}）：${p.because}（日志第 ${p.seq} 行）`,
    override: (p) => `${p.by}认定为${verdicts[p.verdict]}：${p.because}（日志第 ${p.seq} 行）`,
    contradiction: (p) => `前后两次导出的清单说法不一（日志第 ${p.lines.join('、')} 行）`,
    computed: (p) => `按事实计算：${verdicts[p.computed]}`,
  }),
  levels,
  cardColumns: { level: '牌别', since: '时间', lines: '计算过程' },
  forecast: (cards: readonly Foreseen[], most: number) => [
    ...cards
      .slice(0, most)
      .map((p) => `按当前进度，${p.unit} ${p.at.slice(11, 16)} 将亮${levels[p.level]}${owedIn(p)}`),
    ...(cards.length > most
      ? [`按当前进度还有 ${cards.length - most} 家单位将亮牌，见 hallkit drill cards`]
      : []),
  ],
  practiceColumns: { acts: '办理次数', done: '办过的环节', missing: '没有办过的环节' },
  entangled: {
    'applied-and-approved': (p: { account: string; subject: string; lines: string }) =>
      `${p.account} 既申报又办理 ${p.subject}（日志第 ${p.lines} 行）`,
    'two-units': (p: { account: string; subject: string; lines: string }) =>
      `账号 ${p.account} 用于两家单位：${p.subject}（日志第 ${p.lines} 行）`,
  },
  independent: '没有人既申报又办理同一件，没有账号用于两家单位。',
  intact: (p: { lines: number; head: string | null }) =>
    `日志完整：${p.lines} 行，校验码 ${p.head ?? '-'}`,
  torn: '最后一行未写完（程序被终止所致），继续演练时会自动另存，不影响前面各行。',
  planIntact: '计划与锁定时一致。',
  submitted: (p: { run: string; seq: number | null }) =>
    p.seq === null
      ? `已交给演练 ${p.run}，正在进行的程序稍后记入日志`
      : `已记入演练 ${p.run} 的日志第 ${p.seq} 行`,
  inboxEmpty: '现在没有要人办的动作。',
  written: (p: { path: string }) => `已写入 ${p.path}`,
  planBook: planBookTexts,
  itemsUnknown:
    '工作目录里还没有事项，分不清哪些办件算数：各单位的办件都计入，也不因事项深度免除。要按通知的条件计，先导入事项（hallkit inbox），再另开一次观察。',
  papers: (p: { files: number; out: string }) => `已写出 ${p.files} 份，在 ${p.out}`,
  scriptColumns: { played: '计划', script: '剧本', title: '演什么', variants: '走法（mix）' },
  playedMark: '演',
  linted: (p: { scripts: number; plan: string }) => `${p.scripts} 个剧本和 ${p.plan} 都通过检查`,
  sample: (p: { folder: string; count: number }) => `样稿 ${p.count} 份，在 ${p.folder}`,
  waitsFor: (p: { steps: number; units: readonly string[]; until: string | null }) =>
    `等 ${p.units.length} 家单位办 ${p.steps} 个动作${p.until === null ? '（都已逾期）' : `，最迟 ${p.until}`}：${p.units.slice(0, 8).join('、')}`,
  eachColumns: { county: '县', problem: '没有演成的原因' },
  eachProgress: (p: { county: string; no: number; of: number }) =>
    `已预演 ${p.no}/${p.of} 个县：${p.county}`,
  each: (p: { counties: number; steps: number; failed: number }) =>
    `${p.counties} 个县、${p.steps} 个动作已预演${p.failed > 0 ? `，${p.failed} 个县没有演成` : ''}`,
  sorts: { step: '步骤', requirement: '要求', grade: '等次' },
  ends: {
    robot: '机器人办成',
    human: '人员办成',
    understudy: '替演办成',
    'self-reported': '自述办完',
    resolved: '由人认定',
    adopted: '他人已办',
    failed: '未成',
    skipped: '未演',
  },
  differs: (p: { count: number }) => (p.count === 0 ? '两次完全一样。' : `有 ${p.count} 处不同`),
  cleanUpAsked: (p: { run: string; hall: string }) =>
    `把演练 ${p.run} 在 ${p.hall} 里建的件都撤掉，清理后这次演练不再接着演。现在清理吗`,
  cleaning: (p: { n: number; number: string }) => `清理第 ${p.n} 件 ${p.number}`,
  noWayOut: '大厅没有从这个状态撤回的办法，或没有能撤的账号',
  toClean: (p: Cleaned) =>
    `要撤 ${p.counts.removed} 件，已不在 ${p.counts.gone} 件，已办结留存 ${p.counts.closed} 件，撤不了 ${p.counts.left} 件；人办的 ${p.others} 件不动。还没有改动大厅。`,
  cleaned: (p: Cleaned) =>
    `撤掉 ${p.counts.removed} 件（已向大厅核实），原已不在 ${p.counts.gone} 件，已办结留存 ${p.counts.closed} 件，撤不了 ${p.counts.left} 件；人办的 ${p.others} 件没有动`,
  dry: (p: { hall: string; steps: number }) =>
    `大厅 ${p.hall} 已就绪：账号齐全，${p.steps} 个动作可以开演。没有改动大厅。`,
}
