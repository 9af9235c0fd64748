/** What `problem` says on the screen. */
export const problem = {
  columns: {
    id: '编号',
    sort: '类型',
    severity: '程度',
    unit: '责任单位',
    fact: '问题',
    owner: '责任人',
    measure: '整改措施',
    due: '时限',
    state: '状态',
  },
  sorts: { problem: '问题', fault: '故障', suggestion: '建议', opinion: '意见' },
  states: { waiting: '未启动', going: '进行中', closed: '已销号', proposed: '拟列' },
  added: (p: { id: string }) => `已登记 ${p.id}`,
  changed: (p: { id: string }) => `已更改 ${p.id}`,
  closed: (p: { id: string }) => `已销号 ${p.id}`,
  reopened: (p: { id: string }) => `已重新打开 ${p.id}`,
  takenIn: (p: { run: string; added: number; seen: number; reopened: number }) =>
    `演练 ${p.run}：新登记 ${p.added} 项，沿用未销号的 ${p.seen} 项，已销号又出现的 ${p.reopened} 项`,
  counts: (p: { open: number; overdue: number; closed: number; proposed: number }) =>
    `未销号 ${p.open} 项${p.overdue > 0 ? `（超过时限 ${p.overdue} 项）` : ''}，已销号 ${p.closed} 项${p.proposed > 0 ? `；最近一次演练还发现 ${p.proposed} 项，登记：hallkit problem add --proposed` : ''}`,
  written: (p: { path: string; rows: number }) => `台账 ${p.rows} 项，已写入 ${p.path}`,
  imported: (p: { rows: number; added: number; changed: number; closed: number; left: number }) =>
    `读了 ${p.rows} 行：新登记 ${p.added}，更改 ${p.changed}，销号 ${p.closed}${p.left > 0 ? `，没有读入 ${p.left}` : ''}`,
}
