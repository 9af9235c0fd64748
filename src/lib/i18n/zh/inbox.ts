import type { inboxFindings, inboxProblems } from '../../errors/codes/inbox.js'
import type { Words } from '../words.js'

const nearby = (nearest: readonly string[]): readonly string[] =>
  nearest.length > 0 ? [`是不是：${nearest.join('、')}`] : []

/** What a field of a form asks for, by the field's type. */
const WANTED: Readonly<Record<string, string>> = {
  count: '数字',
  date: '日期',
  duration: '时限',
  yesno: '「是」或「否」',
  choice: '规定的选项',
  choices: '规定的选项',
}
const HOW: Readonly<Record<string, string>> = {
  count: '只填数字，没有的填 0',
  date: '写成 2015-04-08 或 2015年4月8日',
  duration: '写明数和单位，如 2小时、10个工作日',
  yesno: '填「是」或「否」',
}

export const inbox: Words<typeof inboxProblems> & Words<typeof inboxFindings> = {
  'HK-INBOX-001': ({ file, forms }) => ({
    message: `看不出「${file}」是哪种表`,
    fix: [
      `能识别的有：${forms.join('、')}`,
      '用 hallkit sheet inspect 查看识别到的表头，核对表头文字后再报',
    ],
  }),
  'HK-INBOX-002': ({ file }) => ({
    message: `看不出「${file}」是哪个单位报的`,
    fix: ['在表头写明“填报单位：××局”，或把单位名称写进文件名，或用 --unit 指定'],
  }),
  'HK-INBOX-003': ({ file, text, nearest }) => ({
    message: `「${file}」的填报单位「${text}」不在参演单位名单之内`,
    fix: [...nearby(nearest), '改正单位名称，或用 --unit 指定；确是新单位的，加 --add-units 登记'],
  }),
  'HK-INBOX-004': ({ path }) => ({
    message: `没有这个文件或文件夹：${path}`,
    fix: ['核对路径；路径中有空格时请加引号'],
  }),
  'HK-INBOX-005': ({ paths }) => ({
    message: `没有可导入的表格：${paths.join('、')}`,
    fix: ['把各单位报来的 .xlsx、.xls 或 .csv 文件放进去再试'],
  }),
  'HK-INBOX-006': ({ file, read, accounted }) => ({
    message: `「${file}」读出${read}条，却只有${accounted}条有去处`,
    fix: ['这是程序的错误，请把该文件和这段文字反馈给我们'],
  }),
  'HK-INBOX-007': ({ unit, nearest }) => ({
    message: `参演单位名单中没有「${unit}」`,
    fix: [...nearby(nearest), '用 hallkit notice show 查看单位名单'],
  }),
  'HK-INBOX-008': ({ file, errors }) => ({
    message: `「${file}」有${errors}处错误，按“有错不收”的要求整个文件未导入`,
    fix: ['改正后整个文件重新报送；只收没有错误的行时，去掉 --strict'],
  }),
  'HK-INBOX-009': ({ file, sheet, known }) => ({
    message: `「${file}」没有工作表「${sheet}」`,
    fix: [`该文件的工作表：${known.join('、')}`],
  }),
  'HK-INBOX-020': ({ text }) => ({
    message: `--map 写法不对：${text}`,
    fix: ['写成 列=字段，例如 --map 事项=事项名称 或 --map C=name'],
  }),
  'HK-INBOX-021': ({ file, sheet, form }) => ({
    message: `「${file}」${sheet === '' ? '' : `的工作表「${sheet}」`}是竖排的${form}：栏目名称在左，内容在右，不能按行读取`,
    fix: [
      '改成横排：第一行写栏目名称，每项内容写一行（在 Excel、WPS 中复制后用“选择性粘贴—转置”）',
      '也可用 hallkit form export 导出表样，请填报单位照填',
    ],
  }),
  'HK-INBOX-022': ({ file, form, title }) => ({
    message: `「${file}」是${title}，不是单位报送的表`,
    fix: [
      form === 'problems'
        ? `用 hallkit problem import 读回：hallkit problem import ${file}`
        : '移出收件文件夹，与大厅导出的其他清单放在同一个文件夹，用 hallkit drill observe --exports 文件夹 据此评分',
    ],
  }),
  'HK-INBOX-010': ({ text }) => ({
    message: `日期不对：${text}`,
    fix: ['写成 2015-04-08 或 2015年4月8日'],
  }),
  'HK-INBOX-011': ({ field }) => ({
    message: `「${field}」没有填写`,
    fix: [`补填「${field}」后重新报送`],
  }),
  'HK-INBOX-018': ({ field, text, wanted, known }) => ({
    message: `「${field}」填的不是${WANTED[wanted] ?? '所要的内容'}：${text}`,
    fix: [known.length > 0 ? `请填：${known.join('、')}` : (HOW[wanted] ?? '按填写说明改正')],
  }),
  'HK-INBOX-019': ({ field, text }) => ({
    message: `「${field}」看不出是电话号码：${text}`,
    fix: ['填固定电话（带区号）或手机号码，多个用顿号隔开'],
  }),
  'HK-INBOX-012': ({ column, known }) => ({
    message: `没有「${column}」这个栏目`,
    fix: [`请填：${known.join('、')}`],
  }),
  'HK-INBOX-013': ({ title, row }) => ({
    message: `信息「${title}」重复，前面第${row}行已有`,
    fix: ['删去多余的一行，或改写标题'],
  }),
  'HK-INBOX-014': ({ sheet }) => ({
    message: `工作表「${sheet}」没有识别出是哪种表，未导入`,
    fix: ['如果其中有要报的内容，请按规定的表头填写'],
  }),
  'HK-INBOX-015': ({ rows }) => ({
    message: `有${rows.length}项标为涉密（第${rows.join('、')}行），已拒收，内容未读取、未保存`,
    fix: ['请从本表删去这些行，通过保密渠道另行报送'],
  }),
  'HK-INBOX-016': ({ file, code }) => ({
    message: `「${file}」的退回表没有生成（${code}），导入结果不受影响`,
    fix: ['可用 hallkit items returned 查看退回的记录'],
  }),
  'HK-INBOX-017': ({ title, version, current }) => ({
    message:
      version === current
        ? `这张《${title}》不是现行空表填的：栏目与现行的第 ${current} 版不同，已按表头读取`
        : `这张《${title}》是按第 ${version} 版空表填的，现行是第 ${current} 版，已按表头读取`,
    fix: ['核对各列有没有读对；下次请用新下发的空表：hallkit form export'],
  }),
}
