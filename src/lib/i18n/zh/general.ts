import type { generalProblems } from '../../errors/codes/general.js'
import type { Words } from '../words.js'

const help = '在命令后加 --help 查看用法'
const join = (names: readonly string[]) => names.join('、')
const kinds = { integer: '整数', url: '网址', file: '已有的文件', directory: '已有的文件夹' }

/** 各命令通用的报错用语。 */
export const general: Words<typeof generalProblems> = {
  'HK-BUG-001': ({ detail }) => ({
    message: `程序内部出错：${detail}`,
    fix: [
      '这是本工具的缺陷，不是您的操作问题；重新运行同一命令可接着做',
      '加 --debug 再运行一次，把输出内容发给维护人员',
    ],
  }),
  'HK-USAGE-001': ({ detail }) => ({ message: `命令用法有误：${detail}`, fix: [help] }),
  'HK-USAGE-002': ({ command, nearest }) => ({
    message: `没有「${command}」这个命令`,
    fix: nearest.length
      ? nearest.map((near) => `是否要用：hallkit ${near}`)
      : ['运行 hallkit --help 查看全部命令'],
  }),
  'HK-USAGE-003': ({ flag, nearest }) => ({
    message: `没有「${flag}」这个选项`,
    fix: nearest.length ? nearest.map((near) => `是否要用：${near}`) : [help],
  }),
  'HK-USAGE-004': ({ flag, value, options }) => ({
    message: `${flag} 不能填「${value}」`,
    fix: [`可填：${join(options)}`],
  }),
  'HK-USAGE-005': ({ names }) => ({ message: `缺少必填内容：${join(names)}`, fix: [help] }),
  'HK-USAGE-006': ({ flag, question }) => ({
    message: `当前不能在屏幕上提问，需要事先回答：${question}`,
    fix: [`在命令中加上 ${flag}`],
  }),
  'HK-USAGE-007': ({ names }) => ({
    message: `多出了不认识的内容：${join(names)}`,
    fix: ['路径或名称中有空格时，请用英文双引号括起来', help],
  }),
  'HK-USAGE-008': ({ flag, options }) => ({
    message: `${flag} 后面缺少内容`,
    fix: [options.length ? `可填：${join(options)}` : help],
  }),
  'HK-USAGE-009': ({ flag }) => ({ message: `${flag} 只能写一次`, fix: ['删去重复的一处'] }),
  'HK-USAGE-010': ({ value, kind }) => ({
    message: `「${value}」不是${kinds[kind]}`,
    fix: [kind === 'file' || kind === 'directory' ? '核对路径是否写对' : help],
  }),
  'HK-USAGE-011': ({ flag, other }) => ({
    message: `${flag} 和 ${other} 不能同时使用`,
    fix: ['保留其中一个'],
  }),
  'HK-USAGE-012': ({ flag, needs }) => ({
    message: `使用 ${flag} 时还要写明：${join(needs)}`,
    fix: [help],
  }),
  'HK-USAGE-013': ({ flags, how }) => ({
    message:
      how === 'one'
        ? `下列选项须且只须写一个：${join(flags)}`
        : `下列选项至少写一个：${join(flags)}`,
    fix: [help],
  }),
  'HK-USAGE-014': ({ value, limit, side }) => ({
    message:
      side === 'min'
        ? `「${value}」太小，不得小于 ${limit}`
        : `「${value}」太大，不得大于 ${limit}`,
    fix: [help],
  }),
  'HK-SYS-001': ({ path, reason }) => ({
    message: `无法读写「${path}」（${reason}）`,
    fix: ['关闭正在使用该文件的程序（如 WPS、Excel）', '确认对该文件夹有读写权限'],
  }),
  'HK-SYS-002': ({ path }) => ({
    message: `磁盘空间不足，写不下「${path}」`,
    fix: ['清理磁盘或换一个位置，再运行同一命令即可接着做'],
  }),
  'HK-INT-001': ({ resume }) => ({
    message: '已按要求中断，做完的部分都已保存',
    fix: [`接着做：${resume}`],
  }),
  'HK-INT-002': () => ({ message: '已中断', fix: [] }),
}
