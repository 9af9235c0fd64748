import { provision } from './provision.js'

/** What `users` says on the screen. */
export const users = {
  provision,
  columns: {
    unit: '单位',
    workNo: '用户工号',
    name: '姓名',
    users: '用户',
    roles: '角色',
    assignments: '分工',
    gaps: '缺口',
    people: '人员',
    nodes: '环节',
    held: '有人',
    doubled: '有 B 岗',
    missing: '缺的角色',
    item: '事项',
    node: '环节',
    ab: 'A/B 岗',
    reason: '依据',
    file: '文件',
  },
  gap: (p: { item: string; node: string; proposals: readonly string[] }) =>
    p.proposals.length === 0
      ? `缺口：「${p.item}」的${p.node}环节无人承担，本单位没有合适人选`
      : `缺口：「${p.item}」的${p.node}环节无人承担，建议 ${p.proposals.join('、')}`,
  tried: (p: { rules: readonly string[] }) =>
    `职责分离 ${p.rules.join('、')} 在办件时才看得出来，演练时逐条试，大厅应当拒绝`,
  exported: (p: { count: number }) => `共 ${p.count} 个文件`,
  card: (p: {
    workNo: string
    name: string
    unit: string
    position: readonly string[]
    roles: readonly string[]
  }) => `${p.name}　${p.workNo}　${p.unit}　${p.position.join(' ')}\n角色：${p.roles.join('、')}`,
  who: (p: { item: string; node: string }) => `「${p.item}」的${p.node}环节由谁承担？`,
  later: '暂不定',
  resolved: (p: { added: number; file: string; left: number }) =>
    `新定 ${p.added} 处，记入 ${p.file}；还缺 ${p.left} 处`,
  sheet: (p: { file: string; left: number }) =>
    `缺 ${p.left} 处，已写入 ${p.file}；填好后运行 hallkit users resolve --decisions ${p.file}`,
  locked: (p: { lock: string }) => `工号已记入 ${p.lock}`,
  count: (p: { count: number }) => `共 ${p.count} 名用户`,
}
