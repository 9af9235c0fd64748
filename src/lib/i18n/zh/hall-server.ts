import type { serverFindings, serverProblems } from '../../errors/codes/hall-server.js'
import type { Words } from '../words.js'

export const hallServer: Words<typeof serverProblems> & Words<typeof serverFindings> = {
  'HK-HALL-020': () => ({
    message: '没有正在运行的参考大厅',
    fix: [
      '用 hallkit hall start 启动，或加 --detach 转入后台',
      '大厅是在别的文件夹、用 --data 启动的，请在那里运行或写上同样的 --data',
    ],
  }),
  'HK-HALL-021': ({ url, pid }) => ({
    message: `已通知大厅停止，但半分钟后它仍在运行：${url}（进程 ${pid}）`,
    fix: ['稍等再查看 hallkit hall status', '仍不停止的，由系统结束该进程；已确认的数据不会丢失'],
  }),
  'HK-HALL-022': ({ log, detail }) => ({
    message: `大厅未能在后台启动：${detail}`,
    fix: [`查看 ${log}`, '去掉 --detach 再启动一次，看清原因'],
  }),
  'HK-HALL-023': ({ least }) => ({
    message: `允许其他机器访问（--listen-anywhere）须给出至少 ${least} 个字符的令牌`,
    fix: [
      '用 --token env:变量名 或 --token file:文件 给出，或设环境变量 HALLKIT_HALL_TOKEN',
      '只在本机使用的，去掉 --listen-anywhere',
    ],
  }),
  'HK-HALL-024': ({ url, asked, told }) => ({
    message: `大厅 ${url} 的时钟不对：拨到 ${asked}，却显示 ${told}`,
    fix: ['时钟不准，期限和先后都不可信；先查清原因，再开演'],
  }),
  'HK-HALL-101': ({ seq }) => ({
    message: `事件链在第 ${seq} 号断开：有事件缺失、被改动或次序不对`,
    fix: ['核对该号前后的事件，查明是否漏记；在此之前的统计不可信'],
  }),
  'HK-HALL-102': ({ number, objects }) => ({
    message: `编号 ${number} 重复，同时用于 ${objects.length} 件（内部编号 ${objects.join('、')}）`,
    fix: ['查明编号规则，更正其中一件的编号'],
  }),
  'HK-HALL-103': ({ seq, number, field, text }) => ({
    message: `${number} 的「${field}」是乱码：${text.slice(0, 20)}（事件第 ${seq} 号）`,
    fix: ['UTF-8 的文字被当作 GBK 存了；查明是哪一环节的编码，更正后重新录入'],
  }),
  'HK-HALL-104': ({ number, told, computed }) => ({
    message: `${number} 的截止日不对：大厅说 ${told}，按放假安排和特别程序重算为 ${computed}`,
    fix: ['查看该件的法定时钟逐行说明，核对节假日、调休和扣除的天数'],
  }),
  'HK-HALL-105': ({ number, actor, event, earlier }) => ({
    message: `${number} 违反岗位分离：账号 ${actor} 既办了 ${earlier}，又办了 ${event}`,
    fix: ['该环节应由另一人办理；查明大厅为何没有拦住'],
  }),
  'HK-HALL-106': ({ hall, ours, seconds }) => ({
    message: `大厅的时钟与本机相差 ${seconds} 秒：大厅 ${hall}，本机 ${ours}`,
    fix: ['校准时钟；时钟不准，期限和先后都不可信'],
  }),
  'HK-HALL-107': ({ seq }) => ({
    message: `事件第 ${seq} 号的记录时间早于前一件`,
    fix: ['大厅的时钟曾经倒退；校准后再办件'],
  }),
}
