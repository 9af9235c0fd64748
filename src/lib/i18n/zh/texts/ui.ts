import type { ExitCode } from '../../../errors/index.js'

/** 各命令共用的用语：标题、提示、退出码。 */
export const ui = {
  problem: (p: { code: string; message: string }) =>
    `${p.code.startsWith('HK-INT-') ? '中断' : '错误'} ${p.code}：${p.message}`,
  tryThis: '请尝试：',
  furtherProblems: (count: number) => `同一文件另有 ${count} 处问题，加 --json 可看全`,
  levels: { error: '错误', warning: '提醒', hint: '提示' },
  fix: '改法',
  more: (p: { count: number }) => `另有 ${p.count} 处同样的问题`,
  place: (p: { file?: string; sheet?: string; row?: number; cell?: string; column?: string }) =>
    [
      p.file,
      p.sheet && `「${p.sheet}」`,
      p.cell ? `${p.cell} 单元格` : p.row && `第 ${p.row} 行`,
      p.column,
    ]
      .filter(Boolean)
      .join(' '),
  stopping: '正在收尾，请稍候；再按一次 Ctrl-C 立即停止',
  yes: '是',
  no: '否',
  none: '-',
  promptKeys: '上下键选择，回车确定',
  help: {
    headings: {
      ALIASES: '别名',
      ARGUMENTS: '参数',
      COMMANDS: '命令',
      DESCRIPTION: '说明',
      EXAMPLES: '示例',
      FLAGS: '选项',
      'START HERE': '从这里开始',
      'FLAG DESCRIPTIONS': '选项说明',
      'GLOBAL FLAGS': '通用选项',
      TOPICS: '分类',
      USAGE: '用法',
      VERSION: '版本',
    } as Readonly<Record<string, string>>,
    command: '命令',
    start: [
      ['demo', '看一次完整的演练：收表、建账号、办件、出材料'],
      ['init', '为一个通知建立工作目录'],
      ['status', '看演练进行到哪一步、还缺什么、下一步做什么'],
    ] as readonly (readonly [string, string])[],
    required: '（必填）',
    default: (p: { value: string }) => `默认 ${p.value}`,
    env: (p: { name: string }) => `环境变量 ${p.name}`,
    options: (p: { values: string }) => `可填：${p.values}`,
  },
  exitCodes: {
    0: '完成，没有需要处理的事',
    1: '完成，但有需要处理的事（退回待改的记录、未达标的要求、差异）',
    2: '输入或用法有误，什么都没有改动',
    3: '已暂停或被中断，可以接着做',
    4: '网上办事大厅或数据来源连不上，或拒绝了请求',
    5: '安全限制或数量上限叫停了工作',
    70: '本工具的缺陷',
    130: '第二次按 Ctrl-C，或中断了不能接着做的工作',
  } as Readonly<Record<ExitCode, string>>,
}
