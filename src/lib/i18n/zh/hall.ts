import type { hallFindings, hallProblems } from '../../errors/codes/hall.js'
import type { Words } from '../words.js'

const flaws: Readonly<Record<string, string>> = {
  'unknown-name': '引用了不存在的名称',
  unreachable: '状态无法到达',
  'dead-end': '状态没有出口，也未标为终态',
  'final-left': '终态不应再有后续动作',
  nobody: '须写明由谁办理（by），或由系统在期限届满时办理（after），二者取其一',
  limits: '期限加不拢（环节合计不超过承诺，承诺不超过法定，延期不超过规定）或没有写 clock',
  'no-days': '没有写明天数，时钟无从中止或延长',
  'no-request': '批准或不批准的不是任何提请（request）',
}

const allowedNow = (allowed: readonly string[]) =>
  allowed.length > 0 ? [`该账号此时可办的动作：${allowed.join('、')}`] : []

export const hall: Words<typeof hallProblems> & Words<typeof hallFindings> = {
  'HK-HALL-001': ({ url, cause }) => ({
    message: `办事大厅无法连接：${url}（${cause}）`,
    fix: ['确认大厅已经启动、网络可达，再重试', '自带的参考大厅用 hallkit hall start 启动'],
  }),
  'HK-HALL-002': ({ url, account, detail }) => ({
    message: `办事大厅 ${url} 不接受账号「${account}」：${detail}`,
    fix: ['核对账号是否已在大厅建立、是否停用', '核对本机保存的口令是否属于这个大厅'],
  }),
  'HK-HALL-003': ({ action, status, code, detail, allowed }) => ({
    message: `大厅拒绝了动作「${action}」：${detail}（${status} ${code}）`,
    fix: [...allowedNow(allowed), '核对办件状态、账号的角色和环节分工'],
  }),
  'HK-HALL-004': ({ action, detail, allowed }) => ({
    message: `动作「${action}」与他人的操作冲突：${detail}`,
    fix: ['重新读取该记录的当前状态后再办', ...allowedNow(allowed)],
  }),
  'HK-HALL-005': ({ action }) => ({
    message: `这个大厅不支持动作「${action}」`,
    fix: ['该步骤改由人工办理，或换用支持它的大厅'],
  }),
  'HK-HALL-006': ({ action, account, cause }) => ({
    message: `动作「${action}」（账号 ${account}）已发出，但连接中断，结果不明：${cause}`,
    fix: ['先到大厅查看是否已经办成，再决定是否重办；不要直接重试'],
  }),
  'HK-HALL-007': ({ url, detail }) => ({
    message: `大厅 ${url} 的应答不符合约定：${detail}`,
    fix: ['确认该地址是办事大厅的接口，而不是网页或代理'],
  }),
  'HK-HALL-010': ({ file, kind }) => ({
    message: `流程文件与文件名不符：${file} 里写的是 ${kind}`,
    fix: ['每个流程一个文件，文件名与 kind 一致'],
  }),
  'HK-HALL-011': ({ file, line, column, at, sort, name }) => ({
    message: `流程文件自相矛盾：${file}:${line}:${column}，${at}：${flaws[sort] ?? sort}「${name}」`,
    fix: ['按提示的位置改正流程文件'],
  }),
  'HK-HALL-012': ({ port }) => ({
    message: `端口 ${port} 已被占用，大厅未能启动`,
    fix: ['换一个端口：--port 0 由系统自动选择'],
  }),
  'HK-HALL-013': ({ file, detail }) => ({
    message: `无法打开大厅的数据文件：${file}（${detail}）`,
    fix: ['确认这是参考大厅的数据文件，且没有被其他程序占用', '或用 --data 指定另一个文件'],
  }),
  'HK-HALL-014': ({ file }) => ({
    message: `本机保存的演练账号口令文件已损坏：${file}`,
    fix: ['恢复该文件的备份；没有备份的，移走它并在大厅中重建演练账号'],
  }),
  'HK-HALL-015': ({ account, file }) => ({
    message: `本机没有演练账号「${account}」的口令（${file}）`,
    fix: [
      '演练账号是在另一台电脑上用 hallkit hall push 建的：在那台电脑上运行，或把该口令文件拷贝过来',
      '账号是用 hallkit users apply 为本人开的，口令只在口令条上，机器人不能用：这些步骤由本人办（计划的 cast 写 by: human，不写 understudy）',
      '要由机器人办的：清空参考大厅（hallkit hall reset），先 hallkit hall push',
    ],
  }),
  'HK-HALL-016': ({ url, missing, of, some }) => ({
    message: `大厅 ${url} 里还缺 ${missing} 个演练账号（共需 ${of} 个，如 ${some.join('、')}），不能开演`,
    fix: ['先运行 hallkit hall push，把单位、栏目、事项、账号和分工录入大厅'],
  }),
  'HK-HALL-017': ({ url }) => ({
    message: `这个工作目录的大厅已经在运行：${url}`,
    fix: ['直接使用即可；需要重新启动的，先用 hallkit hall stop 或在它的窗口中按 Ctrl-C 停止'],
  }),
  'HK-HALL-108': ({ file, at }) => ({
    message: `大厅能力核验的记录已损坏，报告不附核验表：${file}${at === '' ? '' : `（${at}）`}`,
    fix: ['重新运行 hallkit hall check，再生成报告'],
  }),
  'HK-HALL-109': ({ hall, url }) => ({
    message: `最近一次核验的是另一个大厅：${hall}（${url}），报告不附核验表`,
    fix: ['运行 hallkit hall check 核验本工作目录的大厅，再生成报告'],
  }),
}
