import type { noticeFindings, noticeProblems } from '../../errors/codes/notice.js'
import type { Words } from '../words.js'

const list = (names: readonly string[]) => names.map((name) => `「${name}」`).join('、')
const choose = (nearest: readonly string[], known: readonly string[]) => [
  ...(nearest.length > 0 ? [`是否想写：${list(nearest)}`] : []),
  `可选：${known.length > 0 ? list(known) : '无'}`,
]

export const notice: Words<typeof noticeProblems> & Words<typeof noticeFindings> = {
  'HK-NOTICE-001': ({ id, nearest, known }) => ({
    message: `没有通知包「${id}」`,
    fix: [...choose(nearest, known), '运行 hallkit notice list 查看全部通知包'],
  }),
  'HK-NOTICE-002': ({ folder, id }) => ({
    message: `通知包文件夹「${folder}」中 notice.yaml 的 id 写的是「${id}」`,
    fix: ['把文件夹名和 id 改成一致'],
  }),
  'HK-NOTICE-003': ({ name, nearest, known }) => ({
    message: `hallkit.yaml 的 overrides 中「${name}」不是本通知允许更改的项`,
    fix: choose(nearest, known),
  }),
  'HK-NOTICE-004': ({ name, value, options }) => ({
    message: `hallkit.yaml 的 overrides 中「${name}」写了「${value}」，本通知没有这个批次`,
    fix: [`可选批次：${list(options)}`],
  }),
  'HK-NOTICE-101': ({ title, due, issued, clause }) => ({
    message: `「${title}」（${clause}）的期限 ${due} 早于通知印发日 ${issued}，下发时已逾期`,
    fix: ['请与发文单位确认实际期限'],
  }),
  'HK-NOTICE-102': ({ title, due, neededBy, clause }) => ({
    message: `「${title}」（${clause}）的期限 ${due} 晚于需要用到它的 ${neededBy}`,
    fix: [`按较早的 ${neededBy} 掌握，报告中两个日期都列出`],
  }),
  'HK-NOTICE-103': ({ name, title, clause }) => ({
    message: `${clause} 提到${name}《${title}》，通知正文中没有附上`,
    fix: [`请向发文单位索取${name}；目前使用的内容系推定`],
  }),
}
