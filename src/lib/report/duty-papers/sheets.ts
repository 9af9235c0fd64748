import type { DutyLine, UnitDuties } from '../../drill/index.js'
import type { NoticePack } from '../../notice/index.js'
import { shortBatch } from '../batch-name.js'
import { paperDate } from '../gongwen/signature.js'
import { groupBy } from '../group.js'
import type { TableBlock, TableColumn } from '../model.js'
import { columns, table } from '../table.js'
import type { BlankSheet } from './model.js'

/** What the papers of a drill name: the notice, roles by id, people by account. */
export interface PaperNames {
  readonly pack: NoticePack
  readonly roles: ReadonlyMap<string, string>
  readonly people: ReadonlyMap<string, { readonly name: string; readonly unit: string }>
}

/** 网上大厅综合演练, as the notice's own title has it. */
export function drillName({ title }: Pick<NoticePack, 'title'>): string {
  return /(?:关于)?印发(.+?)(?:实施|工作)?方案的通知$/.exec(title)?.[1] ?? title
}

/** Rows for what nobody planned, and room to write by hand (twips). */
const SPARE = 4
const HAND = 480
const LAST = '9999'

/** A table with room to write by hand in what is left blank. */
function handTable(id: string, cols: readonly TableColumn[], rows: TableBlock['rows']): TableBlock {
  return { ...table(id, null, cols, rows), least: HAND }
}

/** 演练过程记录表: what a unit is to play, theme by theme, with room for what came of it. */
export function recordSheet({ unit, batch, lines }: UnitDuties, names: PaperNames): BlankSheet {
  const { pack } = names
  const themes = [
    ...pack.themes.map(({ id, title }) => ({ id, title })),
    { id: null, title: '其他' },
  ]
  const played = themes
    .map(({ id, title }) => ({ title, own: lines.filter(({ theme }) => theme === id) }))
    .filter(({ own }) => own.length > 0)
  return {
    title: [drillName(pack), '演练过程记录表'],
    lines: [
      `单位：${unit.name}　　批次：${batch.title}`,
      `演练时间：${openingText(batch)}　　地点：${pack.place}`,
    ],
    parts: [
      ...played.map(({ title, own }, index) => {
        return {
          heading: `${NUMBERS[index] ?? index + 1}、${title}`,
          table: recordTable(own, names),
        }
      }),
      { heading: `${NUMBERS[played.length] ?? ''}、发现的问题和意见建议`, table: problemTable() },
    ],
    foot: [
      '填表说明：“大厅编号”填大厅给的办件、信息、咨询或投诉编号；结果正常的打√，异常的在“情况说明”栏写明。',
      '记录人（签名）：　　　　　　　　　单位负责人（签名）：　　　　　　　　　　　　年　　月　　日',
    ],
    landscape: true,
  }
}

const NUMBERS = ['一', '二', '三', '四', '五', '六', '七', '八']

function recordTable(lines: readonly DutyLine[], { roles, people }: PaperNames): TableBlock {
  const isLong = new Set(lines.map(({ at }) => at?.slice(0, 10))).size > 1
  return handTable(
    'record',
    columns(
      '序号:5',
      '计划时间:8',
      '环节:11:left',
      '事项或信息:20:left',
      '角色:11:left',
      '人员:8',
      '大厅编号:13:left',
      '完成时间:8',
      '结果:11',
      '情况说明:13:left',
    ),
    lines.map(({ at, title, subject, role, account }, index) => [
      ...[String(index + 1), clockText(at, isLong), title, subject, roles.get(role) ?? role],
      ...[people.get(account)?.name ?? account, '', '', '□正常 □异常', ''],
    ]),
  )
}

function problemTable(): TableBlock {
  return handTable(
    'problems',
    columns(
      '序号:5',
      '类型（问题、故障、建议、意见）:16',
      '具体情况:40:left',
      '原因:20:left',
      '整改措施或建议:25:left',
    ),
    Array.from({ length: SPARE }, (_, index) => [String(index + 1), '', '', '', '']),
  )
}

/** 任务单: one for each person, with what to do and when, boxes to tick and a line to sign; by the person's own unit. */
export function taskSlips(
  duties: readonly UnitDuties[],
  names: PaperNames,
): ReadonlyMap<string, readonly BlankSheet[]> {
  const all = duties.flatMap((duty) => duty.lines.map((line) => ({ duty, line })))
  const byAccount = groupBy(all, ({ line }) => line.account)
  const slips = [...byAccount].map(([account, tasks]) => {
    const person = names.people.get(account) ?? { name: '', unit: '' }
    return { unit: person.unit, sheet: slipOf(account, tasks, names) }
  })
  const byUnit = groupBy(slips, ({ unit }) => unit)
  return new Map([...byUnit].map(([unit, own]) => [unit, own.map(({ sheet }) => sheet)]))
}

interface PersonTask {
  readonly duty: UnitDuties
  readonly line: DutyLine
}

function slipOf(
  account: string,
  tasks: readonly PersonTask[],
  { pack, roles, people }: PaperNames,
): BlankSheet {
  const { name = '', unit = '' } = people.get(account) ?? {}
  const own = [...pack.units, pack.office].find(({ code }) => code === unit)
  const batches = new Set(tasks.map(({ duty }) => duty.batch))
  const held = new Set(tasks.map(({ line }) => roles.get(line.role) ?? line.role))
  return {
    title: [drillName(pack), '演练任务单'],
    lines: [
      `单位：${own?.name ?? ''}　　姓名：${name}　　账号：${account}`,
      `角色：${[...held].join('、')}`,
      ...[...batches].map((batch) => `时间：${openingText(batch)}（${shortBatch(batch.title)}）`),
      `地点：${pack.place}`,
    ],
    parts: [{ heading: null, table: slipTable(tasks) }],
    foot: [
      '办完一项勾一项。“该件”指表中前面申报、录入的那一件，编号以大厅所给为准，写在“大厅编号”栏。遇到异常，记下时间和提示，告知记录人。',
      '本人（签名）：　　　　　　　　　　　　　　　　　　　年　　月　　日',
    ],
    landscape: false,
  }
}

/** Whose work it is stands before the item where a person works for several units, the day where there are several. */
function slipTable(tasks: readonly PersonTask[]): TableBlock {
  const isShared = new Set(tasks.map(({ duty }) => duty.unit.code)).size > 1
  const isLong = new Set(tasks.map(({ line }) => line.at?.slice(0, 10))).size > 1
  const sorted = tasks.toSorted((a, b) => ((a.line.at ?? LAST) < (b.line.at ?? LAST) ? -1 : 1))
  return handTable(
    'slip',
    columns(
      '完成:8',
      `时间:${isLong ? 12 : 9}`,
      '办什么:34:left',
      '事项或信息:24:left',
      '大厅编号:14:left',
      '备注:14:left',
    ),
    sorted.map(({ duty, line: { at, ask, subject } }) => {
      const what = [...(isShared ? [duty.unit.short] : []), ...(subject === '' ? [] : [subject])]
      return ['□', clockText(at, isLong), ask, what.join('：'), '', '']
    }),
  )
}

/** Lines of the 签到表 that a unit gets at least; the notice says how many people it may send. */
const LEAST_LINES = 2

/** 签到表 of a batch: each unit with those who are to act themselves and room for others. */
export function attendanceSheet(
  batch: UnitDuties['batch'],
  units: readonly { readonly short: string; readonly people: readonly string[] }[],
  pack: NoticePack,
): BlankSheet {
  const room = Math.max(LEAST_LINES, pack.participants.max)
  const rows = units.flatMap(({ short, people }) => {
    const lines = Math.max(people.length, room)
    return Array.from({ length: lines }, (_, index) => [short, people[index] ?? '', '', '', '', ''])
  })
  return {
    title: [drillName(pack), '签到表'],
    lines: [`${batch.title}　　时间：${openingText(batch)}`, `地点：${pack.place}`],
    parts: [
      {
        heading: null,
        table: handTable(
          'attendance',
          columns('单位:20', '姓名:14', '职务:16', '联系电话:18', '签名:18', '到场时间:14'),
          rows,
        ),
      },
    ],
    foot: ['签到负责人（签名）：　　　　　　　　　　　　　　　　年　　月　　日'],
    landscape: false,
  }
}

/** 2015年4月8日 08:30—12:00、15:00—17:30; of several days each by itself. */
function openingText({ windows }: UnitDuties['batch']): string {
  const days = groupBy(windows, ({ from }) => from.slice(0, 10))
  return [...days]
    .map(([day, own]) => {
      const spans = own.map(({ from, to }) => `${from.slice(11, 16)}—${to.slice(11, 16)}`)
      return `${paperDate(day)} ${spans.join('、')}`
    })
    .join('；')
}

function clockText(at: string | null, withDay: boolean): string {
  if (at === null) return ''
  return withDay ? at.slice(5, 16).replace('T', ' ') : at.slice(11, 16)
}
