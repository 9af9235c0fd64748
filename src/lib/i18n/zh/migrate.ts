import type { migrateFindings, migrateProblems } from '../../errors/codes/migrate.js'
import type { Words } from '../words.js'

const near = (names: readonly string[]) =>
  names.length > 0 ? [`是否应为「${names.join('」或「')}」？`] : []

export const migrate: Words<typeof migrateProblems> & Words<typeof migrateFindings> = {
  'HK-MIG-001': ({ place, reason }) => ({
    message: `读不到旧系统数据：${place}（${reason}）`,
    fix: ['核对映射文件 source 中的路径或地址、账号；路径从映射文件所在文件夹算起'],
  }),
  'HK-MIG-002': ({ table, place, nearest }) => ({
    message: `${place} 中没有表「${table}」`,
    fix: [...near(nearest), '运行 hallkit migrate profile 查看有哪些表'],
  }),
  'HK-MIG-003': ({ file, byte, megabytes }) => ({
    message: `${file} 从第 ${byte} 字节起，一行超过 ${megabytes} MB，不像文本表`,
    fix: ['核对是否为文本导出文件；是的话，请重新导出，每条记录一行'],
  }),
  'HK-MIG-004': ({ file, line }) => ({
    message: `${file} 有的行是 UTF-8，有的行不是（如这一段的第 ${line} 行），无法断定编码`,
    fix: [
      '整份是 UTF-8、个别行损坏的，在映射文件的 source 里写 encoding: utf-8，损坏的行会单独列出',
      '由两份编码不同的文件拼成的，请分开',
    ],
  }),
  'HK-MIG-005': ({ file }) => ({
    message: `${file} 是空文件，没有表头`,
    fix: ['重新导出；没有表头的文件，在 source 的 columns 里写明列名'],
  }),
  'HK-MIG-201': ({ expected, found }) => ({
    message: `这一行有 ${found} 列，应有 ${expected} 列`,
    fix: ['多为内容里有未加引号的分隔符或换行；重新导出时加引号，或改用其他分隔符'],
  }),
  'HK-MIG-203': () => ({
    message: '这一行的引号没有成对',
    fix: ['更正源文件中这一行的引号，或重新导出'],
  }),
}
