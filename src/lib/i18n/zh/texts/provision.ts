const actions = {
  create: '新开',
  update: '修改',
  move: '调单位',
  enable: '重新启用',
  disable: '停用',
  conflict: '冲突',
  unmanaged: '不管',
}
const reasons = {
  'not-in-hall': '大厅里没有',
  'fields-differ': '与分工不一致',
  'unit-differs': '所在单位变了',
  'switched-off': '在大厅里被停用',
  'not-in-mapping': '不在用户名单内',
  left: '人员已离岗',
  'not-ours': '大厅里已有此工号，不是本工具开的；要接管请加 --adopt',
}
const fields = { name: '姓名', unit: '单位', roles: '角色', active: '状态' }
const outcomes = { done: '已办', already: '原已办好', left: '未动', refused: '大厅拒绝' }
const leftWhy = {
  conflict: '冲突，未接管：--adopt 工号',
  disable: '仍在启用，未停用：--prune disable',
}
const lastOne = (role: string) => `没有别人担任「${role}」：先定接替的人，再停用或改动此账号`

type Action = keyof typeof actions
interface Change {
  readonly field: keyof typeof fields
  readonly held: string
  readonly wanted: string
}

interface Applied {
  readonly workNo: string
  readonly name: string
  readonly action: Action
  readonly outcome: keyof typeof outcomes
  readonly detail: string | null
  /** The role that nobody else would hold. */
  readonly keeps: { readonly zh: string; readonly en: string } | null
}

/** What `users plan`, `users apply` and `users diff` say on the screen. */
export const provision = {
  columns: { action: '处理', workNo: '用户工号', name: '姓名', unit: '单位', why: '说明' },
  action: (p: { action: Action }) => actions[p.action],
  why: (p: { reason: keyof typeof reasons; changes: readonly Change[] }) =>
    [
      reasons[p.reason],
      ...p.changes.map(
        (one) => `${fields[one.field]}：大厅为「${one.held}」，应为「${one.wanted}」`,
      ),
    ].join('；'),
  tally: (p: { counts: Readonly<Record<Action, number>>; unchanged: number }) =>
    [
      ...Object.entries(actions).map(([action, zh]) => `${zh} ${p.counts[action as Action]}`),
      `一致 ${p.unchanged}`,
    ].join('，'),
  applied: (p: { counts: Readonly<Record<keyof typeof outcomes, number>> }) =>
    Object.entries(outcomes)
      .map(([outcome, zh]) => `${zh} ${p.counts[outcome as keyof typeof outcomes]}`)
      .join('，'),
  outcome: (p: Applied) => {
    const why = p.keeps === null ? leftWhy[p.action as keyof typeof leftWhy] : lastOne(p.keeps.zh)
    return `${actions[p.action]} ${p.workNo} ${p.name}：${outcomes[p.outcome]}，${p.detail ?? why}`
  },
  state: { on: '启用', off: '停用', none: '无' },
  saved: (p: { file: string }) =>
    `方案已存为 ${p.file}，大厅没有任何改动。看过之后执行：hallkit users apply "${p.file}"`,
  nothing: '大厅的账号与用户名单一致，无须改动。',
  same: (p: { unchanged: number }) => `大厅的账号与用户名单一致，共 ${p.unchanged} 个。`,
  progress: (p: { done: number; of: number }) => `已处理账号 ${p.done}/${p.of}`,
  handout: (p: { files: readonly string[] }) =>
    `初始口令条只此一份，程序不再留存、也不能补打：\n${p.files.join('\n')}\n请打印后删除文件，剪开密封，当面交本人签收。`,
}
