/** What `users` says on the screen. */
export const users = {
  columns: {
    unit: '单位',
    workNo: '用户工号',
    name: '姓名',
    users: '用户',
    roles: '角色',
    assignments: '分工',
    gaps: '缺口',
  },
  gap: (p: { item: string; node: string; proposals: readonly string[] }) =>
    p.proposals.length === 0
      ? `缺口：「${p.item}」的${p.node}环节无人承担，本单位没有合适人选`
      : `缺口：「${p.item}」的${p.node}环节无人承担，建议 ${p.proposals.join('、')}`,
  locked: (p: { lock: string }) => `工号已记入 ${p.lock}`,
  count: (p: { count: number }) => `共 ${p.count} 名用户`,
}
