import { drill } from './drill.js'

const stages = {
  none: '尚未建立',
  collect: '收各单位表格',
  mapping: '生成账号和分工',
  hall: '准备大厅',
  drill: '演练',
  report: '生成材料',
  done: '各步都已完成',
}
const forms: Readonly<Record<string, string>> = {
  items: '事项表',
  'node-staff': '人员表',
  articles: '栏目信息表',
  participants: '参演单位表',
  contacts: '联系人登记表',
  'four-officers': '四员名册',
  systems: '系统登记表',
  terminals: '终端登记表',
  catalogue: '事项目录表',
  weekly: '周报表',
}
const formName = (form: string) => forms[form] ?? form

interface Tally {
  readonly form: string
  readonly received: number
  readonly returned: number
  readonly missing: number
}

interface Standing {
  readonly stage: keyof typeof stages
  readonly on: string
  readonly forms: readonly Tally[]
  readonly hall: {
    readonly url: string | null
    readonly state: 'none' | 'unreachable' | 'reachable'
    readonly toPush: number | null
  }
  readonly runs: readonly {
    readonly run: string
    readonly state: keyof typeof drill.states
    readonly steps: { readonly done: number; readonly total: number }
    readonly requirements: Readonly<Record<'met' | 'late' | 'missed' | 'exempt', number>>
  }[]
  readonly papers: readonly unknown[]
}

/** Something owed, as `status` shows it behind its unit. */
type Missing =
  | {
      readonly kind: 'form'
      readonly form: string
      readonly state: 'missing' | 'returned'
      readonly returned: number
    }
  | { readonly kind: 'role'; readonly title: string; readonly have: number; readonly need: number }
  | { readonly kind: 'gap'; readonly nodes: number }
  | {
      readonly kind: 'requirement'
      readonly requirement: string
      readonly column: string | null
      readonly verdict: keyof typeof drill.verdicts
      readonly counted: number | null
      readonly atLeast: number
    }

function hallState({ url, state, toPush }: Standing['hall']): string {
  if (state === 'none') return '没有启动'
  if (state === 'unreachable') return `${url} 连接不上，或不认本机的管理令牌`
  if (toPush === null) return `${url} 已启动`
  return toPush === 0 ? `${url} 已就绪` : `${url} 已启动，还有 ${toPush} 条要录入`
}

function runState({ run, state, steps, requirements: r }: Standing['runs'][number]): string {
  const acts = `完成 ${steps.done}/${steps.total} 个动作`
  const verdicts = `达标 ${r.met}、逾期 ${r.late}、未完成 ${r.missed}、不适用 ${r.exempt}`
  return `${run} ${drill.states[state]}，${acts}，${verdicts}`
}

/** What `status` says on the screen. */
export const status = {
  begin: [
    '这里还不是工作目录。可以这样开始：',
    '  hallkit demo                             用自带的勐海县数据把一次演练从头看到尾',
    '  hallkit init 演练 --notice menghai-2015  为自己的演练建立工作目录',
    '  hallkit --help                           全部命令',
  ],
  columns: { what: '项目', state: '情况', unit: '单位', missing: '还缺什么' },
  and: '；',
  rows: (p: Standing): readonly (readonly [string, string])[] => [
    ['阶段', stages[p.stage]],
    ...p.forms.map(
      (one) =>
        [
          formName(one.form),
          `已收 ${one.received} 家，待改 ${one.returned} 家，未交 ${one.missing} 家`,
        ] as const,
    ),
    ['大厅', hallState(p.hall)],
    ...(p.runs.length === 0 ? [['演练', '还没有开始'] as const] : []),
    ...p.runs.map((run) => ['演练', runState(run)] as const),
    ['材料', p.papers.length === 0 ? '还没有生成' : `${p.papers.length} 份，在 out 文件夹`],
  ],
  missing: (p: Missing): string => {
    if (p.kind === 'form') {
      const name = formName(p.form)
      return p.state === 'missing' ? `${name}未交` : `${name}待改 ${p.returned} 条`
    }
    if (p.kind === 'role')
      return `缺${p.title}${p.have > 0 ? `（有 ${p.have}，应有 ${p.need}）` : ''}`
    if (p.kind === 'gap') return `${p.nodes} 个环节无人办理`
    const figures = p.counted === null ? '' : `（${p.counted}/${p.atLeast}）`
    return `${p.requirement}${p.column ?? ''}${drill.verdicts[p.verdict]}${figures}`
  },
  overdue: (p: { title: string; due: string; clause: string; owedBy: readonly string[] }) => {
    const names = p.owedBy.slice(0, 3).join('、')
    const who = p.owedBy.length > 3 ? `${names}等 ${p.owedBy.length} 家` : names
    return `逾期：${p.title}（${p.due} 前，${p.clause}）：${who}`
  },
  next: (p: { next: string | null; missing: readonly unknown[] }) => {
    if (p.next !== null) return `下一步：${p.next}`
    return p.missing.length > 0
      ? '各步都已做完。上列单位补报以后，再运行 hallkit inbox。'
      : '各步都已做完。'
  },
}
