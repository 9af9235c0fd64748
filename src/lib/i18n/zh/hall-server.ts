import type { serverProblems } from '../../errors/codes/hall-server.js'
import type { Words } from '../words.js'

export const hallServer: Words<typeof serverProblems> = {
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
}
