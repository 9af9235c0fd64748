/** What is said of a plan's workbook. */
export const planBook = {
  sheets: {
    windows: '演练批次与时间',
    units: '各单位演练任务',
    cast: '角色由谁办',
    exempt: '不适用的要求',
  },
  columns: { sheet: '工作表', name: '名称', from: '原来', to: '现在' },
  unchanged: '工作簿与现有计划一致，没有改动',
  flawed: '工作簿里有填得不对的格子，计划没有改动',
  imported: (p: { changes: number; path: string }) => `改动 ${p.changes} 处，已写入 ${p.path}`,
  would: (p: { changes: number }) => `改动 ${p.changes} 处，没有写入`,
}
