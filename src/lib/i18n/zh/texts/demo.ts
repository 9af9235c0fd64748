interface Counts {
  readonly read: number
  readonly stored: number
  readonly unchanged: number
  readonly quarantined: number
}

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
  rows: {
    units: '参演单位',
    items: '事项',
    people: '人员',
    articles: '栏目信息',
    planted: '预埋错误',
    mapping: '账号和分工',
    steps: '演练动作',
    requirements: '各项要求',
    hall: '大厅现有',
    conclusion: '结论',
  },
  units: (p: { units: number }) => `${p.units} 家`,
  counts: (p: Counts) =>
    `读取 ${p.read} = 入库 ${p.stored} + 未变 ${p.unchanged} + 退回待改 ${p.quarantined}`,
  planted: (p: { found: number; expected: number }) => `查出 ${p.found}/${p.expected} 处`,
  mapping: (p: { users: number; assignments: number; gaps: number }) =>
    `账号 ${p.users} 个，分工 ${p.assignments} 条，无人办理的环节 ${p.gaps} 个`,
  steps: (p: { done: number; steps: number; failed: number }) =>
    `完成 ${p.done}/${p.steps}，未成 ${p.failed}`,
  requirements: (p: { met: number; late: number; missed: number; exempt: number }) =>
    `达标 ${p.met}，逾期 ${p.late}，未完成 ${p.missed}，不适用 ${p.exempt}`,
  hall: (p: {
    cases: number
    projects: number
    articles: number
    consultations: number
    complaints: number
    events: number
  }) =>
    `办件 ${p.cases}，投资项目 ${p.projects}，信息 ${p.articles}，咨询 ${p.consultations}，投诉 ${p.complaints}，事件 ${p.events}`,
  conclusion: (p: { conclusion: string }) =>
    p.conclusion === '不能下结论' ? p.conclusion : `${p.conclusion}上线试运行条件`,
  missed: (p: { file: string; row: number; kind: string }) =>
    `预埋错误未查出：${p.file} 第 ${p.row} 行（${p.kind}）`,
  papers: '材料：',
  folder: (p: { dir: string }) => `工作目录：${p.dir}`,
}
