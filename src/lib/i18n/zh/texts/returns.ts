interface FormLine {
  readonly title: string
  readonly read: number
  readonly stored: number
  readonly unchanged: number
  readonly quarantined: number
  readonly refused: number
}

interface Message {
  readonly unit: string
  readonly forms: readonly FormLine[]
  readonly reasons: readonly { readonly text: string; readonly places: readonly string[] }[]
  readonly more: number
  readonly annotated: readonly string[]
  readonly open: number
  readonly due: string | null
  readonly isLate: boolean
}

const day = (iso: string): string => {
  const [year, month, date] = iso.split('-').map(Number)
  return `${year}年${month}月${date}日`
}

const formLine = ({ title, read, stored, unchanged, quarantined, refused }: FormLine): string => {
  const parts = [
    `收到${read}条`,
    stored > 0 ? `新入库${stored}条` : '',
    unchanged > 0 ? `与前次相同${unchanged}条` : '',
    quarantined > 0 ? `退回待改${quarantined}条` : '全部通过',
    refused > 0 ? `涉密拒收${refused}条` : '',
  ]
  return `《${title}》${parts.filter(Boolean).join('，')}`
}

const base = (path: string): string =>
  path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1)

const deadline = ({ due, isLate }: Message): string => {
  if (due === null) return '请尽快改正后报回'
  return isLate ? `原定${day(due)}前报送，请尽快改正后报回` : `请于${day(due)}前改正后报回`
}

/** A text for the unit's chat group: what passed, what came back and why, until when. */
const message = (p: Message): readonly string[] => {
  const returned = p.forms.reduce((sum, { quarantined }) => sum + quarantined, 0)
  const counts = `你单位报送的表格已核验：${p.forms.map(formLine).join('；')}。`
  const open = p.open > 0 ? [`此前退回待改的还有${p.open}条未报回，请一并改正。`] : []
  if (p.reasons.length === 0) return [`${p.unit}：`, `${counts}感谢支持配合。`, ...open]
  const reasons = p.reasons.map(
    ({ text, places }, index) =>
      `${index + 1}. ${text}${places.length > 0 ? `（第${places.join('、')}行）` : ''}`,
  )
  const more = p.more > 0 ? [`另有${p.more}处，见退回表。`] : []
  const file =
    p.annotated.length > 0
      ? `错处已在退回表《${p.annotated.map(base).join('》《')}》中标出，在表内直接改正即可。`
      : ''
  const head = returned > 0 ? '需改正：' : '请处理：'
  return [
    `${p.unit}：`,
    counts,
    head,
    ...reasons,
    ...more,
    ...open,
    `${file}${deadline(p)}，谢谢。`,
  ]
}

/** The words of the papers that go back to units. They are Chinese in every language of the screen. */
export const returns = {
  title: '核验结果',
  checkedAt: '核验时间',
  howTo: '怎么改',
  howToText:
    '标红的单元格须改正，标黄的请核对；原因和改法写在各表最后一列“错误说明”。在原表内直接改好后，整个文件报回，本页和“错误说明”列不必删除；只报回改过的行也可以。',
  counts: ['表', '读取', '入库', '未变', '退回待改'],
  lines: ['位置', '原填内容', '问题', '怎么改', '处理'],
  levels: { error: '退回待改', warning: '请核对', hint: '提示' },
  fix: (text: string) => `改法：${text}`,
  more: (count: number) => `另有${count}处未列，见各表“错误说明”列`,
  excerpt: '本文件只摘录需要改正的行；改好后报回本文件即可，未摘录的行不受影响。',
  notes: (title: string) => `《${title}》填写说明`,
  noteColumns: ['栏目', '是否必填', '填什么', '说明和示例'],
  required: (isRequired: boolean) => (isRequired ? '必填' : '选填'),
  types: {
    text: '文字',
    code: '编码，单元格设为文本',
    duration: '时限，如 20个工作日、即办',
    yesno: '是 或 否',
    phone: '电话，带区号',
    date: '日期，如 2015-04-08',
    list: '逐条填写',
    count: '序号',
    person: '姓名',
    choice: '',
    choices: '',
  },
  message,
}
