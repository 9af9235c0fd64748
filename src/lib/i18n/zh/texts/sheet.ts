const formats = {
  xlsx: 'Excel 工作簿（.xlsx）',
  xlsb: 'Excel 二进制工作簿（.xlsb）',
  docx: 'Word 文件里的表格（.docx）',
  xls: 'Excel 97-2003 工作簿（.xls、.et）',
  ods: 'OpenDocument 表格（.ods）',
  html: '网页表格（HTML）',
  xml: 'XML 表格 2003',
  csv: '文本表格',
}
const states = {
  visible: '',
  hidden: '（隐藏）',
  veryHidden: '（深度隐藏）',
}
const matches = {
  exact: '完全一致',
  alias: '同义',
  fuzzy: '近似',
  none: '未识别',
}
const types = {
  empty: '空',
  number: '数字',
  date: '日期',
  code: '编码',
  text: '文字',
  mixed: '混合',
}

/** What `sheet` says on the screen. */
export const sheet = {
  columns: {
    address: '单元格',
    text: '表头',
    field: '字段',
    match: '匹配',
    type: '内容',
  },
  matches,
  types,
  file: (p: { file: string; format: keyof typeof formats; encoding: string | null }) =>
    `${p.file}  ${formats[p.format]}${p.encoding === null ? '' : `  编码 ${p.encoding}`}`,
  sheet: (p: {
    name: string
    state: keyof typeof states
    rows: number
    columns: number
    hidden: number
  }) => {
    const hidden = p.hidden === 0 ? '' : `，其中隐藏 ${p.hidden} 行`
    const name = p.name === '' ? '全文' : `工作表「${p.name}」`
    return `${name}${states[p.state]}  ${p.rows} 行 ${p.columns} 列${hidden}`
  },
  form: (p: { form: string }) => `表样：${p.form}`,
  hiddenColumns: (p: { columns: readonly string[] }) => `隐藏的列：${p.columns.join('、')}`,
  noForm: '表样：不是本系统的表，以下按原样列出',
  headerRows: (p: { rows: readonly number[] }) =>
    p.rows.length === 0 ? '没有找到表头' : `表头在第 ${p.rows.join('、')} 行`,
  guide: '栏目在左、内容在右（办事指南）：以下单元格为栏目所在',
  merges: (p: { count: number }) => `合并单元格 ${p.count} 处`,
  row: (p: { row: number; cells: string }) => `第 ${p.row} 行  ${p.cells}`,
}
