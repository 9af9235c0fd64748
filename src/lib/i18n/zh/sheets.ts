import type {
  DamageKind,
  SizeKind,
  sheetsFindings,
  sheetsProblems,
} from '../../errors/codes/sheets.js'
import type { Words } from '../words.js'

const SIZES: Readonly<Record<SizeKind, (limit: number) => string>> = {
  file: (limit) => `文件超过 ${megabytes(limit)} MB`,
  inflated: (limit) => `文件解压后超过 ${megabytes(limit)} MB`,
  shell: (limit) => `数据行以外的内容（样式、合并区域等）解压后超过 ${megabytes(limit)} MB`,
  entries: (limit) => `压缩包内超过 ${limit} 个条目`,
  cells: (limit) => `有内容的单元格（含合并填充）超过 ${limit} 个`,
  merges: (limit) => `合并区域互相重叠或过多，所占单元格超过 ${limit} 个`,
}
const RESAVE = '用 Excel 或 WPS 打开，另存为 .xlsx 后再试'
const PICTURE = '图片、扫描件里的表格无法读取，请填报单位发送填写时用的表格文件'
const UNPACK = '解压后发送里面的表格，或改压成 .zip 格式'
/** How what is no table becomes one, by what it is. */
const RESAVES: Readonly<Record<string, string>> = {
  'Word (.doc)': '用 Word 或 WPS 打开，另存为 .docx 后再发；表格会照常读取',
  'Word (.docx)': '这份 Word 文件里没有表格，请填报单位核对是否发错文件',
  RTF: '用 Word 或 WPS 打开，另存为 .docx 后再发；表格会照常读取',
  ZIP: '压缩包里还有压缩包，或者没有表格；请解压后发送里面的表格文件',
  RAR: UNPACK,
  bzip2: UNPACK,
  xz: UNPACK,
  CAB: UNPACK,
  '7z': UNPACK,
  gzip: UNPACK,
  MHT: RESAVE,
  OFD: 'OFD 版式文件里的表格无法可靠读取，请填报单位发送填写时用的 .xlsx、.xls 或 .docx 文件',
  PDF: 'PDF 里的表格无法可靠读取，请填报单位发送填写时用的 .xlsx、.xls 或 .docx 文件',
  JPEG: PICTURE,
  PNG: PICTURE,
  GIF: PICTURE,
  BMP: PICTURE,
  WebP: PICTURE,
  TIFF: PICTURE,
  HEIC: PICTURE,
}
const LIKELY: Readonly<Record<string, string>> = {
  big5: 'Big5（繁体中文）',
  shift_jis: 'Shift JIS（日文）',
  'utf-16le': 'UTF-16',
  'utf-16be': 'UTF-16',
}
const DAMAGES: Readonly<Record<DamageKind, (at: string) => string>> = {
  directory: () => '压缩包目录缺失或损坏，多半没有传完',
  entry: (at) => `压缩包内的 ${at} 损坏`,
  sectors: () => '文件后半截缺失，多半没有传完',
  sheet: (at) => `工作表「${at}」读不出来`,
  content: (at) => `内容无法解析：${at}`,
}
const REASONS: Readonly<Record<string, string>> = {
  EACCES: '没有读取权限',
  EPERM: '没有读取权限',
  EBUSY: '被其他程序占用',
  ENOTFILE: '不是普通文件',
  ENOTDIR: '路径中有一段不是文件夹',
}

/** A text file has one nameless sheet. */
function place(file: string, sheet: string): string {
  return sheet === '' ? `「${file}」` : `「${file}」的工作表「${sheet}」`
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 2 ** 20)
}

export const sheets: Words<typeof sheetsProblems> & Words<typeof sheetsFindings> = {
  'HK-SHEET-001': ({ file }) => ({
    message: `找不到文件「${file}」`,
    fix: ['检查文件名和所在文件夹'],
  }),
  'HK-SHEET-002': ({ file }) => ({
    message: `「${file}」是文件夹，不是表格文件`,
    fix: ['给出文件夹里的表格文件名'],
  }),
  'HK-SHEET-003': ({ file, reason }) => ({
    message: `无法读取「${file}」：${REASONS[reason] ?? reason}`,
    fix: ['检查文件权限，确认文件没有被其他程序独占'],
  }),
  'HK-SHEET-004': ({ file }) => ({
    message: `「${file}」是空的，没有任何内容`,
    fix: ['请填报单位重新发送填好的表格'],
  }),
  'HK-SHEET-005': ({ file, kind }) => ({
    message: `「${file}」不是表格文件，实际是 ${kind} 文件`,
    fix: [RESAVES[kind] ?? '请填报单位发送 .xlsx、.xls 或 .csv 表格；改扩展名不能转换格式'],
  }),
  'HK-SHEET-006': ({ file }) => ({
    message: `「${file}」的内容不是表格，也不是文本`,
    fix: [RESAVE],
  }),
  'HK-SHEET-007': ({ file, damage, at }) => ({
    message: `「${file}」已损坏或不完整：${DAMAGES[damage](at)}`,
    fix: ['重新复制或下载该文件', RESAVE],
  }),
  'HK-SHEET-008': ({ file, what, limit }) => ({
    message: `「${file}」过大：${SIZES[what](limit)}`,
    fix: ['删除多余的工作表和空白格式后另存', '分成几个文件'],
  }),
  'HK-SHEET-009': ({ file, entry, ratio, limit }) => ({
    message: `「${file}」疑似压缩炸弹：条目 ${entry} 的压缩比达到 ${ratio} 倍（上限 ${limit} 倍），未予打开`,
    fix: ['向填报单位核实文件来源', RESAVE],
  }),
  'HK-SHEET-010': ({ file, seconds }) => ({
    message: `「${file}」在 ${seconds} 秒内未能读完，已停止`,
    fix: [RESAVE],
  }),
  'HK-SHEET-011': ({ file, megabytes: size }) => ({
    message: `读取「${file}」所需内存超过 ${size} MB，已停止`,
    fix: ['删除多余的工作表和空白格式后另存', '分成几个文件'],
  }),
  'HK-SHEET-012': ({ file, tried, likely }) => ({
    message:
      likely === null
        ? `无法确定「${file}」的文字编码（已试 ${tried.join('、')}）`
        : `无法确定「${file}」的文字编码，看起来像 ${LIKELY[likely] ?? likely}`,
    fix: [
      likely === null
        ? '用 --encoding 指明编码，例如 --encoding big5'
        : `用 --encoding ${likely} 指明编码；确是简体中文的，用 --encoding gb18030`,
      '在 Excel 或 WPS 中另存为 .xlsx',
    ],
  }),
  'HK-SHEET-013': ({ file, encoding }) => ({
    message: `读取「${file}」时指定的编码「${encoding}」不认识`,
    fix: ['可用 utf-8、gb18030、big5、utf-16le'],
  }),
  'HK-SHEET-014': ({ file, encoding }) => ({
    message: `「${file}」不是 ${encoding} 编码`,
    fix: ['去掉 --encoding 让程序判断，或换一种编码'],
  }),
  'HK-SHEET-015': ({ file, line }) => ({
    message: `「${file}」第 ${line} 行起有双引号没有成对`,
    fix: ['用文本编辑器检查该行的引号', RESAVE],
  }),
  'HK-SHEET-016': ({ file }) => ({
    message: `「${file}」加了密码，无法读取`,
    fix: ['请填报单位去掉打开密码后重新发送'],
  }),
  'HK-SHEET-017': ({ file }) => ({
    message: `「${file}」在读取过程中被改动，没有入库`,
    fix: ['保存并关闭该文件后再试'],
  }),
  'HK-SHEET-020': ({ form, known }) => ({
    message: `没有名为「${form}」的表样`,
    fix: [`现有表样：${known.join('、')}`],
  }),
  'HK-SHEET-021': ({ file, detail }) => ({
    message: `表样文件「${file}」自相矛盾：${detail}`,
    fix: ['修正该表样文件'],
  }),
  'HK-SHEET-030': ({ file, sheet, form, expected }) => ({
    message: `在${place(file, sheet)}中找不到《${form}》的表头`,
    fix: [`表头应含：${expected.join('、')}`, '用 --header-row 指明表头所在行'],
  }),
  'HK-SHEET-031': ({ file, sheet, missing, candidates }) => ({
    message: `${place(file, sheet)}缺少必需的列：${missing.join('、')}`,
    fix: [
      candidates.length === 0
        ? '请填报单位补上该列'
        : `若其中一列就是，用 --map 列=字段 指明：${candidates.join('、')}`,
    ],
  }),
  'HK-SHEET-032': ({ file, sheet, field, candidates }) => ({
    message: `${place(file, sheet)}有不止一列像「${field}」：${candidates.join('、')}`,
    fix: ['用 --map 列=字段 指明取哪一列'],
  }),
  'HK-SHEET-033': ({ file, sheet, column, known }) => ({
    message: `${place(file, sheet)}没有列「${column}」`,
    fix: [`现有各列：${known.join('、')}`],
  }),
  'HK-SHEET-034': ({ field, known }) => ({
    message: `表样中没有字段「${field}」`,
    fix: [`现有字段：${known.join('、')}`],
  }),
  'HK-SHEET-035': ({ file, sheet, row, rows }) => ({
    message: `${place(file, sheet)}只有 ${rows} 行，没有第 ${row} 行`,
    fix: ['检查 --header-row'],
  }),
  'HK-SHEET-036': ({ file, sheet, row, missing }) => ({
    message: `${place(file, sheet)}第 ${row} 行起是另一张表，其中没有：${missing.join('、')}`,
    fix: ['把第二张表移到单独的工作表后再导入', '如是同一张表，请补上所缺的列'],
  }),
  'HK-SHEET-060': ({ file, sheet, cell, before, after }) => ({
    message: `「${file}」的退回表与原表不一致，未生成：${sheet} ${cell} 原为「${before}」，成了「${after}」`,
    fix: ['这是程序的错误，请把该文件和这段文字反馈给我们；原因见导入结果，可先据此口头退回'],
  }),
  'HK-SHEET-101': ({ shown }) => ({
    message: `「${shown}」是按数字录入的长号码，末尾几位已被 Excel 改成 0`,
    fix: ['把单元格设为「文本」格式，重新录入完整号码'],
  }),
  'HK-SHEET-102': ({ formula }) => ({
    message: `公式 =${formula} 没有保存计算结果，按空白处理`,
    fix: ['用 Excel 或 WPS 打开并保存一次，或改为直接填写数值'],
  }),
  'HK-SHEET-103': ({ shown }) => ({
    message: `单元格是错误值 ${shown}`,
    fix: ['修正公式或直接填写内容'],
  }),
  'HK-SHEET-104': ({ count }) => ({
    message: `有 ${count} 行被隐藏，内容已照常读取`,
    fix: ['如不应上报，请删除这些行'],
  }),
  'HK-SHEET-105': () => ({
    message: '工作表被隐藏，内容已照常读取',
    fix: ['如不应上报，请删除该工作表'],
  }),
  'HK-SHEET-106': ({ text, field, used }) => ({
    message: `列「${text}」也像「${field}」，已取 ${used} 列，本列未用`,
    fix: ['如取错列，用 --map 列=字段 指明'],
  }),
  'HK-SHEET-107': ({ columns }) => ({
    message: `有 ${columns.length} 列被隐藏，内容已照常读取：${columns.join('、')}`,
    fix: ['如不应上报，请删除这些列'],
  }),
}
