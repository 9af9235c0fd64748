import type { FieldType, Form, FormField } from './model.js'

/** How a value of each type is written, as a clerk is told. */
const HOW: Readonly<Record<FieldType, string>> = {
  text: '填文字',
  code: '填编码，照原样填写，不要改成数字',
  duration: '写明单位，如 20个工作日、30日；当场办结的填「即办」',
  choice: '从下拉列表中选一项',
  choices: '可填多项，用顿号（、）隔开',
  yesno: '填「是」或「否」',
  phone: '填电话号码，固定电话带区号',
  date: '年月日写全，如 2015-04-08',
  list: '可填多条，每条一行或用分号隔开',
  count: '只填数字',
  person: '填姓名',
}

/** The two answers of a yes-or-no field. */
export const YES_NO: readonly string[] = ['是', '否']

/** What a blank sheet says to the people who fill it; papers are Chinese whatever the screen speaks. */
export const WORDS = {
  notesSheet: '填表说明',
  choicesSheet: '选项',
  unit: (name: string) => `填报单位：${name}`,
  legend: '橙色表头为必填栏目；各栏怎么填，见「填表说明」',
  footer: (form: Form) =>
    `&L填表人：　　　　　审核人：　　　　　联系电话：&C第 &P 页，共 &N 页&R模板第 ${form.version} 版`,
  notListed: (title: string) => `「${title}」不在可选内容内。确定要这样填吗？`,
  pick: (title: string) => `「${title}」请从下拉列表中选择。`,
  number: (title: string) => `「${title}」只填数字，不带单位。`,
  check: {
    none: '自查：尚未填写',
    done: '自查：必填栏目已填齐',
    lead: '自查：',
    missing: ['还有 ', ' 处必填未填'],
    comma: '，',
    tooLong: (shorter: string, longer: string) => ` 处${shorter}长于${longer}`,
  },
  columns: ['列', '栏目', '怎么填', '必填', '可选内容', '示例', '依据'],
  required: '必填',
  inferred: '推定',
} as const

/** How a field is to be filled, with its own note. */
export function howToFill({ type, note }: FormField): string {
  return note === '' ? HOW[type] : `${HOW[type]}。${note}`
}

/** Where a field comes from: its clause or the form's, 推定 when no text states it. */
export function sourceOf(field: FormField, form: Form): string {
  if (!field.inferred) return field.clause ?? form.clause
  return field.clause === undefined ? WORDS.inferred : `${WORDS.inferred}（参照${field.clause}）`
}

/** The lines above the table of the notes sheet. */
export function notesLines(form: Form, last: number): readonly string[] {
  const tooLong = (form.checks ?? []).map(({ notLonger, than }) => {
    const header = (key: string) => form.fields.find((field) => field.key === key)?.header ?? key
    return `；红色表示${header(notLonger)}长于${header(than)}`
  })
  return [
    `一、本表为《${form.title}》，依据：${form.clause}。模板第 ${form.version} 版。`,
    `二、橙色表头为必填栏目。一行写了内容而必填的格子空着，显示为黄色，填上即恢复${tooLong.join('')}。表首「自查」一行随填随数。`,
    `三、行数不够时直接往下填，下拉列表和自查管到第 ${last} 行。不要改动表头，不要删除隐藏的行和工作表，报回后凭它识别。`,
    '四、编码、电话、日期按文字填写。没有的内容留空，不要填空格。',
    `五、「依据」一栏标「${WORDS.inferred}」的，通知正文没有写明，是按通知要求和通行做法拟定的。`,
  ]
}
