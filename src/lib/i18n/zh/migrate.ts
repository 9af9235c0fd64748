import type { migrateFindings, migrateProblems } from '../../errors/codes/migrate.js'
import type { Words } from '../words.js'

const near = (names: readonly string[]) =>
  names.length > 0 ? [`是否应为「${names.join('」或「')}」？`] : []

const dbfFaults = {
  short: '文件不完整',
  header: '表头不合规定',
  fields: '表头中没有字段',
  length: '各字段长度之和与记录长度不符',
  dbase2: '属 dBase II 格式',
  dbase7: '属 dBase 7 格式',
}

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
  'HK-MIG-006': ({ file, reason }) => ({
    message: `${file} 不是能读的 dBase/FoxPro 表：${dbfFaults[reason]}`,
    fix: [
      '核对文件是否传完整、是否真是 .dbf 表；dBase II、dBase 7 的表请在原软件中另存为 dBase III 或文本',
    ],
  }),
  'HK-MIG-007': ({ file, claimed, found }) => ({
    message: `${file} 的表头写有 ${claimed} 条记录，文件里实有 ${found} 条`,
    fix: [
      '多为复制中断，或原系统异常退出；请重新复制原文件再试',
      '确认以文件实有记录为准的，在映射文件的 source 里写 rows: file',
    ],
  }),
  'HK-MIG-008': ({ file, reason }) => ({
    message: `${file} 已损坏、需要密码，或不是 Access 数据库（${reason}）`,
    fix: ['用 Access「压缩和修复数据库」后再试；有密码的，在 source 里写 password: env:变量名'],
  }),
  'HK-MIG-009': ({ driver }) => ({
    message: `没有安装 ${driver}，这类数据库读不了`,
    fix: [
      `在 hallkit 所在文件夹运行 npm install ${driver} 后再试`,
      '连不上的旧服务器，用 hallkit migrate unload 在服务器上导出',
    ],
  }),
  'HK-MIG-201': ({ expected, found }) => ({
    message: `这一行有 ${found} 列，应有 ${expected} 列`,
    fix: ['多为内容里有未加引号的分隔符或换行；重新导出时加引号，或改用其他分隔符'],
  }),
  'HK-MIG-203': () => ({
    message: '这一行的引号没有成对',
    fix: ['更正源文件中这一行的引号，或重新导出'],
  }),
  'HK-MIG-204': ({ column }) => ({
    message: `「${column}」的备注内容已丢失`,
    fix: ['核对同名的 .fpt 或 .dbt 文件是否一并复制、是否完整；确已丢失的，人工补录'],
  }),
}
