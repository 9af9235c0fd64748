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
  kinds: { item: '事项', person: '人员', article: '栏目信息', entry: '登记表' },
  progress: (p: { done: number; of: number; file: string }) => `已读 ${p.done}/${p.of}  ${p.file}`,
  completeBecause: '所报即全部，本次未报',
  askColumn: {
    question: (p: { file: string; sheet: string; field: string }) =>
      `「${p.file}」${p.sheet && `工作表「${p.sheet}」`}中，哪一列是「${p.field}」？`,
    none: '都不是，先不导入这个文件',
  },
  mapped: (p: {
    file: string
    columns: readonly { address: string; text: string; field: string; score: number }[]
  }) =>
    `${p.file} 的列这样理解：${p.columns.map(({ address, text, field, score }) => `${address}「${text}」→ ${field}（近似 ${Math.round(score * 100)}%）`).join('；')}。不对的用 --map 列=字段 指明`,
  unused: (p: { file: string; columns: readonly string[] }) =>
    `${p.file} 中这些列没有对应的栏目，未导入：${p.columns.join('、')}`,
  same: (p: { file: string; as: string }) => `${p.file} 与已导入的 ${p.as} 完全相同，不再导入`,
  replaces: (p: { file: string; of: string }) =>
    `${p.file} 是 ${p.of} 的退回表，已按改正后的内容导入`,
  annotated: (p: { path: string }) => `退回表：${p.path}`,
  annotatedMany: (p: { count: number; folder: string }) =>
    `退回表共 ${p.count} 份，按单位放在 ${p.folder}`,
  absent: (p: { unit: string; count: number; withdrawn: number }) =>
    p.withdrawn > 0
      ? `${p.unit}：本次未报 ${p.count} 条，已撤消 ${p.withdrawn} 条`
      : `${p.unit}：本次未报 ${p.count} 条，原有记录不变`,
  messages: (p: { count: number; folder: string }) =>
    `给 ${p.count} 个单位的通知（可直接贴到工作群）：${p.folder} 下各单位的 通知.txt`,
  failed: (p: { file: string; code: string; message: string; fix: string | null }) =>
    `未能导入 ${p.file}（${p.code}）：${p.message}${p.fix === null ? '' : `。${p.fix}`}`,
  total: (p: {
    kind: string
    read: number
    stored: number
    unchanged: number
    quarantined: number
  }) =>
    `${p.kind}：读出 ${p.read} 条，新入库 ${p.stored} 条，未变 ${p.unchanged} 条，退回待改 ${p.quarantined} 条`,
  state: (p: { state: 'received' | 'returned' | 'missing'; records: number; returned: number }) =>
    ({
      received: `已收 ${p.records}`,
      returned: `待改 ${p.returned}（已收 ${p.records}）`,
      missing: '未交',
    })[p.state],
}
