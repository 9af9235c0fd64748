/** The outcome of a demo, as far as the screen shows it. */
interface Outcome {
  readonly units: number
  readonly items: Counts
  readonly people: Counts
  readonly articles: Counts
  readonly planted: { readonly found: number; readonly expected: number }
  readonly users: number
  readonly assignments: number
  readonly gaps: number
  readonly drill: {
    readonly done: number
    readonly steps: number
    readonly failed: number
    readonly requirements: Verdicts
  }
  readonly hall: Hall
  readonly conclusion: string
}

type Counts = Readonly<Record<'read' | 'stored' | 'unchanged' | 'quarantined', number>>
type Verdicts = Readonly<Record<'met' | 'late' | 'missed' | 'exempt', number>>
type Hall = Readonly<
  Record<'cases' | 'projects' | 'articles' | 'consultations' | 'complaints' | 'events', number>
>
/** Lines of a table: what, and its figure. */
type Rows = readonly (readonly [string, string])[]

const counts = (p: Counts) =>
  `读取 ${p.read} = 入库 ${p.stored} + 未变 ${p.unchanged} + 退回待改 ${p.quarantined}`
const requirements = (p: Verdicts) =>
  `达标 ${p.met}，逾期 ${p.late}，未完成 ${p.missed}，不适用 ${p.exempt}`
const hall = (p: Hall) =>
  `办件 ${p.cases}，投资项目 ${p.projects}，信息 ${p.articles}，咨询 ${p.consultations}，投诉 ${p.complaints}，事件 ${p.events}`

/** What `demo` says on the screen. */
export const demo = {
  stages: {
    workspace: '建立工作目录',
    import: '导入各单位报送的表格',
    mapping: '生成账号、角色和分工',
    hall: '启动参考大厅，开户、录入事项',
    drill: '按批次、主题演练',
    report: '生成情况报告',
  },
  stage: (p: { no: number; of: number; title: string }) => `[${p.no}/${p.of}] ${p.title}`,
  file: (p: { done: number; of: number; file: string }) =>
    `已导入 ${p.done}/${p.of} 个文件  ${p.file}`,
  accounts: (p: { of: number }) => `账号 ${p.of} 个已就绪`,
  step: (p: { at: string; done: number; total: number; failed: number }) =>
    `演练时间 ${p.at}  完成 ${p.done}/${p.total} 个动作${p.failed > 0 ? `，未成 ${p.failed} 个` : ''}`,
  columns: { what: '项目', figure: '结果' },
  rows: (p: Outcome): Rows => [
    ['参演单位', `${p.units} 家`],
    ['事项', counts(p.items)],
    ['人员', counts(p.people)],
    ['栏目信息', counts(p.articles)],
    ['预埋错误', `查出 ${p.planted.found}/${p.planted.expected} 处`],
    ['账号和分工', `账号 ${p.users} 个，分工 ${p.assignments} 条，无人办理的环节 ${p.gaps} 个`],
    ['演练动作', `完成 ${p.drill.done}/${p.drill.steps}，未成 ${p.drill.failed}`],
    ['各项要求', requirements(p.drill.requirements)],
    ['大厅现有', hall(p.hall)],
    ['结论', p.conclusion === '不能下结论' ? p.conclusion : `${p.conclusion}上线试运行条件`],
  ],
  missed: (p: { file: string; row: number; kind: string }) =>
    `预埋错误未查出：${p.file} 第 ${p.row} 行（${p.kind}）`,
  returned: (p: { count: number; folder: string }) => `退回各单位的表 ${p.count} 份：${p.folder}`,
  papers: '材料：',
  folder: (p: { dir: string }) => `工作目录：${p.dir}`,
}
