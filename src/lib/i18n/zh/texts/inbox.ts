/** What `inbox` says on the screen. */
export const inbox = {
  columns: {
    file: '文件',
    unit: '单位',
    form: '表',
    read: '读出',
    stored: '新入库',
    unchanged: '未变',
    returned: '退回待改',
    batch: '批次',
  },
  kinds: { item: '事项', person: '人员', article: '栏目信息' },
  progress: (p: { done: number; of: number; file: string }) => `已读 ${p.done}/${p.of}  ${p.file}`,
  failed: (p: { file: string; code: string; message: string }) =>
    `未能导入 ${p.file}（${p.code}）：${p.message}`,
  total: (p: { kind: string; read: number; stored: number; unchanged: number; returned: number }) =>
    `${p.kind}：读出 ${p.read} 条，新入库 ${p.stored} 条，未变 ${p.unchanged} 条，退回待改 ${p.returned} 条`,
  state: (p: { state: 'received' | 'returned' | 'missing'; records: number; returned: number }) =>
    ({
      received: `已收 ${p.records}`,
      returned: `待改 ${p.returned}（已收 ${p.records}）`,
      missing: '未交',
    })[p.state],
}
