import type { drillFindings, drillProblems } from '../../errors/codes/drill.js'
import type { Words } from '../words.js'
import { cellFlaws, waysToFit } from './plan-cells.js'

const damage = { line: '该行已损坏', chain: '与上一行的校验对不上', order: '行号不连续' } as const
const lock = {
  other: '该演练目录里已锁定另一份计划',
  changed: '计划在锁定之后被改动',
  unreadable: '计划文件无法读取',
} as const
const planParts = {
  plan: '演练计划（drills/plan.yaml）',
  scripts: '剧本',
  notice: '通知或 hallkit.yaml 里的更改',
  items: '事项',
  people: '人员和分工',
  articles: '栏目信息',
} as const
const sorts = {
  requirement: '要求',
  unit: '单位',
  run: '演练',
  step: '步骤',
  script: '剧本',
  batch: '批次',
  theme: '主题',
} as const

const refusals = {
  finished: '演练已经结束，不能再登记',
  settled: '这一步已有结果，不能更改',
  'not-human': '这一步本来就由机器人办理',
  window: '时间段写得不对，应为 2015-04-10T08:30/2015-04-10T12:00，先起后止',
  clock: '时钟写得不对，应为 real、virtual 或 scaled:倍数',
  gate: '没有这个确认环节，或已经确认',
  idle: '演练没有在进行',
  known: '这一步的结果并非不明，不用认定',
  object: '后面的步骤要用到它建的件，请用 --object 写明大厅里的编号',
  played: '这是开展的演练，不能当作只观察的演练',
  observed: '这是只观察的演练，程序不在里面办理；接着观察用 hallkit drill observe',
  exports: '这是按导出清单评分的演练；接着评分用 hallkit drill observe --exports',
  verdict: '没有这项结论，要分栏目的须写明栏目',
} as const

const rowFlaws = {
  unit: '不知道是哪家参演单位的',
  moment: '时间读不出来',
  id: '没有编号，分不清是哪一件',
} as const

type Stop = { count: number; of: number | null; max: string; over: string | null }

const spans = { s: ' 秒', m: ' 分钟', h: ' 小时' } as const
const span = (text: string | null) =>
  (text ?? '').replace(/[smh]$/, (unit) => spans[unit as keyof typeof spans])

const stops = {
  'hall.up': ({ max }: Stop) => `大厅没有应答，等了 ${span(max)}仍未恢复`,
  errorRate: ({ count, of, max, over }: Stop) =>
    `近 ${span(over)}办了 ${of} 步，其中 ${count} 步没有办成，超过允许的 ${max}`,
  ledger: ({ count, max }: Stop) => `这一程已在大厅里新建 ${count} 件，达到上限 ${max} 件`,
} as const

const causes = {
  'hall.up': '查看大厅和网络，恢复以后',
  errorRate: '用 hallkit drill status、hallkit drill why 查明原因，处理以后',
  ledger: '核对大厅里新建的件，确认可以再建同样多的',
} as const

const minute = (instant: string) => instant.slice(0, 16).replace('T', ' ')
const second = (instant: string) => instant.slice(0, 19).replace('T', ' ')
const lasting = (seconds: number) => {
  const whole = Math.abs(seconds)
  return whole < 60 ? `${whole} 秒` : `${Math.floor(whole / 60)} 分 ${whole % 60} 秒`
}

export const drill: Words<typeof drillProblems> & Words<typeof drillFindings> = {
  'HK-DRILL-001': ({ file, at, name, known }) => ({
    message: `${file}：「${at}」里的「${name}」没有对应的内容`,
    fix: [
      known ? `可以写的有：${known.join('、')}` : '核对名称；needs 和 not 只能引用写在前面的步骤',
    ],
  }),
  'HK-DRILL-002': ({ folder }) => ({
    message: `${folder} 里没有演练`,
    fix: [
      '还没有演练过的，先运行 hallkit drill run',
      '演练在别的工作目录的，请进入那个文件夹，或用 --workspace 指明',
    ],
  }),
  'HK-DRILL-003': ({ file, line, what }) => ({
    message: `演练日志 ${file} 第 ${line} 行：${damage[what]}`,
    fix: ['日志不可补写，请从备份恢复该文件，或另开一次演练；原文件请留存备查'],
  }),
  'HK-DRILL-004': ({ file, what }) => ({
    message: `${lock[what]}：${file}`,
    fix: ['恢复锁定时的计划文件，或另开一次演练'],
  }),
  'HK-DRILL-005': ({ what, name, nearest }) => ({
    message: `没有这个${sorts[what]}：「${name}」`,
    fix:
      nearest.length > 0
        ? [`是不是「${nearest.join('」或「')}」`]
        : ['用 hallkit drill score 查看可用的名称'],
  }),
  'HK-DRILL-006': ({ steps }) => ({
    message: `有 ${steps.length} 步不知是否办成（连接中断，查询也未见结果），演练已暂停：${steps.slice(0, 3).join('，')}`,
    fix: ['大厅恢复后再执行同一条命令，会先查询再补办，不会重复'],
  }),
  'HK-DRILL-007': () => ({
    message: '没有正在运行的大厅，也没有指定大厅地址',
    fix: ['在另一个窗口的同一工作目录中运行 hallkit hall start', '或用 --hall 指定大厅地址'],
  }),
  'HK-DRILL-008': ({ url, time, from }) => ({
    message: `大厅 ${url} 的时间已到 ${minute(time)}，不能退回演练开始的 ${minute(from)}：这个大厅里已经演练或者试办过`,
    fix: [
      '看已完成的演练：hallkit drill score；生成材料：hallkit report build',
      '要从头演起：hallkit hall reset 清空参考大厅，再运行 hallkit hall push',
    ],
  }),
  'HK-DRILL-009': ({ last }) => ({
    message: `演练时间都已过去：最后一段到 ${minute(last)} 为止`,
    fix: [
      '用 hallkit drill new --from 日期 另排日期，再运行 hallkit drill run',
      '不按真实时间演练的，加 --clock virtual',
    ],
  }),
  'HK-DRILL-010': ({ steps, units }) => ({
    message: `已停下等人：${units.length} 家单位还有动作要办（其中 ${steps} 个现在就能办）：${units.slice(0, 8).join('、')}${units.length > 8 ? '等' : ''}`,
    fix: [
      '看每人现在该办什么：hallkit drill inbox',
      '缺席的单位另开补演：hallkit drill makeup',
      '办完后再运行 hallkit drill run 接着演；要一直守着，加 --stay；不再等了，加 --final 就此演完',
    ],
  }),
  'HK-DRILL-011': ({ what, name }) => ({
    message: `${refusals[what]}：${name}`,
    fix: ['用 hallkit drill status、hallkit drill inbox 查看演练的现状'],
  }),
  'HK-DRILL-019': ({ at }) => ({
    message: `现在没有要办的，已停下：下一步要到 ${minute(at)}`,
    fix: ['到时再运行 hallkit drill run 接着演；要程序自己等到那时，去掉 --no-wait'],
  }),
  'HK-DRILL-020': ({ url, told, wall, seconds }) => ({
    message: `大厅 ${url} 的时钟${seconds < 0 ? '慢' : '快'} ${lasting(seconds)}：大厅显示 ${second(told)}，本机是 ${second(wall)}`,
    fix: [
      '演练的先后和期限按大厅的时间认定；请先校准大厅或本机的时钟（相差不超过 1 分钟），再开演',
      '只在参考大厅里预演的，用 --clock virtual，由程序拨大厅的时钟',
    ],
  }),
  'HK-DRILL-012': ({ file, cause }) => ({
    message: `读不出来：${file}（${cause}）`,
    fix: ['核对文件或文件夹的名称，或换一个'],
  }),
  'HK-DRILL-013': ({ file }) => ({
    message: `演练计划已经有了：${file}`,
    fix: ['直接编辑它；要重新生成，加 --force'],
  }),
  'HK-DRILL-014': ({ watch, ...stop }) => ({
    message: `安全限制叫停了演练：${stops[watch](stop)}`,
    fix: [`${causes[watch]}，再运行 hallkit drill run 接着演；已办成的都已保存`],
  }),
  'HK-DRILL-015': ({ key, clause, theirs, mine }) => ({
    message: `演练计划的「${key}」放宽了规定：${clause} 规定 ${theirs}，计划写的是 ${mine}`,
    fix: [
      `改为 ${theirs} 或更严`,
      '上级同意放宽计划的，在计划的 because 里写明这一项和谁同意的；不承担通知要求的，写进 exempt 并说明理由',
    ],
  }),
  'HK-DRILL-016': ({ file }) => ({
    message: `${file} 里没有演练计划的工作表`,
    fix: ['用 hallkit drill new --output 演练计划.xlsx 写出工作簿，改好后再读回；不要删除隐藏的行'],
  }),
  'HK-DRILL-017': ({ detail }) => ({
    message: `预演中途退出，没有结果${detail === '' ? '' : `：${detail}`}`,
    fix: ['单独预演这个县看原因：hallkit drill rehearse --workspace 该县的文件夹'],
  }),
  'HK-DRILL-101': ({ unit, column, have, need }) => ({
    message: `${unit}「${column}」只备了 ${have} 条信息，要求 ${need} 条`,
    fix: ['请该单位补报附表3后重新导入'],
  }),
  'HK-DRILL-102': ({ unit, script, role }) => ({
    message: `${unit}没有能承担「${role}」的人员，「${script}」无法演练`,
    fix: ['在人员表里指定该角色后重新导入，再生成对应关系'],
  }),
  'HK-DRILL-103': ({ unit, script }) => ({
    message: `${unit}没有各环节都已分工的事项，「${script}」无法演练`,
    fix: ['核对事项是否符合通知要求的类型和深度，并补齐各环节人员'],
  }),
  'HK-DRILL-104': ({ unit, person, batch, steps, minutes, open, left, ...ways }) => ({
    message: `${batch}：${unit}的 ${person} 一人 ${steps} 次、约 ${minutes} 分钟，开放时间 ${open} 分钟，有 ${left} 步排不下`,
    fix: waysToFit(ways),
  }),
  'HK-DRILL-105': ({ units, max }) => ({
    message: `${units.length} 家单位要用的账号多于到场人数上限 ${max} 人：${units.join('、')}`,
    fix: ['到场人员可代同事登录，或请后方人员配合；减少分工人数也可'],
  }),
  'HK-DRILL-106': ({ theme }) => ({
    message: `主题「${theme}」没有安排剧本`,
    fix: ['在演练编排 plan.yaml 里为该主题添加剧本'],
  }),
  'HK-DRILL-107': ({ script, step }) => ({
    message: `剧本 ${script} 的「${step}」在大厅里看不到结果，只能凭自述`,
    fix: ['写上 seen，或在演练时用 drill done 附上佐证'],
  }),
  'HK-DRILL-111': ({ key, clause, theirs, mine, because }) => ({
    message: `演练计划的「${key}」比上级的宽（${clause} 规定 ${theirs}，本计划 ${mine}），理由：${because}`,
    fix: ['已写明理由的照办，报告前请核对批复'],
  }),
  'HK-DRILL-112': ({ run, changed }) => ({
    message: `演练 ${run} 的计划锁定以后，${changed.map((one) => planParts[one]).join('、')}有改动；这一次仍按锁定的计划进行，改动不起作用`,
    fix: [
      '照原计划演完的，不必处理',
      `要按改后的演：运行 hallkit drill run --new 另开一次；${run} 原样保留，它在大厅里建的件先用 hallkit drill cleanup ${run} 撤下`,
    ],
  }),
  'HK-DRILL-141': ({ what, field, text, expected }) => cellFlaws[what](field, text, expected),
  'HK-DRILL-131': ({ headers }) => ({
    message: `认不出是办件、信息、咨询投诉中哪一种清单，没有计入${headers.length > 1 ? `。列名：${headers.slice(0, 20).join('、')}` : ''}`,
    fix: [
      ...(headers.length > 1
        ? [`用 --map 指明列名的意思，可写多个，如 --map ${headers[0] ?? ''}=办件编号`]
        : []),
      '列名可对照 hallkit form export case-list（article-list、consultation-list）的空表',
    ],
  }),
  'HK-DRILL-132': ({ what, field, text }) => ({
    message: `${rowFlaws[what]}${text === '' ? '' : `：「${text}」`}，这一行的该项事实没有计入`,
    fix: [`核对「${field}」列后重新导出，或在清单里更正`],
  }),
  'HK-DRILL-108': ({ role }) => ({
    message: `演练计划的 cast 写了角色「${role}」，没有一个剧本用到`,
    fix: ['核对角色名称，见 templates/roles.yaml'],
  }),
  'HK-DRILL-134': ({ mutex }) => ({
    message: `演练计划的 mutexes${mutex === null ? '' : `「${mutex}」`}有一条对不上任何步骤`,
    fix: ['核对 script、step、role、accounts、units，步骤见 hallkit drill plan --json'],
  }),
  'HK-DRILL-109': ({ rule, unit, step, account, lines }) => ({
    message: `大厅未强制 ${rule}：${unit}「${step}」，账号 ${account} 本应被拒绝，却办成了（日志第 ${lines.join('、')} 行）`,
    fix: [
      '请大厅承建方按职责分离规则设置权限和流程，改好后重试',
      '这一步留在大厅里的内容已列入清单，演练后一并清理',
    ],
  }),
  'HK-DRILL-110': ({ rule, count, units }) => ({
    message: `${rule} 有 ${count} 次没有试成，不能说明大厅是否强制：${units.slice(0, 8).join('、')}${units.length > 8 ? '等' : ''}`,
    fix: ['前面的步骤未成，或者大厅因别的原因拒绝；原因见 hallkit drill score --json 的 trials'],
  }),
}
