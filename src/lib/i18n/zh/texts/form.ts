/** What `form` says on the screen. */
export const form = {
  columns: {
    id: '表样',
    fields: '栏目数',
    required: '必填',
    inferred: '推定',
    owed: '谁报',
    due: '期限',
    unit: '单位',
    rows: '预填行数',
    path: '文件',
    clause: '依据',
    title: '表名',
  },
  everyUnit: '各单位',
  byBatch: '各批演练日',
  noWorkspace: '不在工作目录内，未列谁报、何时报',
  progress: (p: { done: number; of: number; file: string }) => `${p.done}/${p.of} ${p.file}`,
  entryCount: (p: { title: string; count: number }) => `《${p.title}》共 ${p.count} 条`,
  noEntries: (p: { title: string }) =>
    `还没有收到《${p.title}》。放进 inbox 后用 hallkit inbox 导入。`,
  done: (p: { count: number; dir: string }) => `已导出 ${p.count} 张表，在 ${p.dir}`,
}
