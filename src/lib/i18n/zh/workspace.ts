import type { workspaceFindings, workspaceProblems } from '../../errors/codes/workspace.js'
import type { Words } from '../words.js'

export const workspace: Words<typeof workspaceProblems> & Words<typeof workspaceFindings> = {
  'HK-WORK-001': ({ dir }) => ({
    message: `「${dir}」不是工作目录，它的上级文件夹中也没有 hallkit.yaml。`,
    fix: [
      '进入已建好的工作目录再运行，或用 --workspace 指明工作目录所在文件夹。',
      '还没有工作目录的，请先运行：hallkit init 文件夹 --notice 通知编号',
    ],
  }),
  'HK-WORK-002': ({ dir }) => ({
    message: `「${dir}」已经是工作目录，未作任何改动。`,
    fix: ['直接在此工作目录继续，运行 hallkit status 查看进度；或换一个文件夹重新建立。'],
  }),
  'HK-WORK-003': ({ dir, entries }) => ({
    message: `文件夹「${dir}」不是空的（已有：${entries.join('、')}），未作任何改动。`,
    fix: ['请另选一个新文件夹或空文件夹。'],
  }),
  'HK-WORK-004': ({ dir, reason }) => ({
    message: `不能在「${dir}」中写入（${reason}）。`,
    fix: ['请检查该路径是否为文件夹、磁盘是否已满或只读，以及本机账户是否有写入权限。'],
  }),
  'HK-WORK-005': ({ dir, disk }) => ({
    message: `「${dir}」位于网络共享磁盘（${disk}）上，数据库在网络盘上可能损坏，因此不予使用。`,
    fix: ['请把工作目录放在本机磁盘上，例如 D:\\演练；需要交换时，把整个文件夹压缩后拷贝或发送。'],
  }),
  'HK-WORK-006': ({ dir, service }) => ({
    message: `「${dir}」位于「${service}」的同步文件夹中，同步程序会在写入过程中改动数据库，因此不予使用。`,
    fix: ['请把工作目录放在不参与同步的本机文件夹中；需要备份时，先退出 hallkit，再压缩后上传。'],
  }),
  'HK-WORK-007': ({ pid, host, started, file }) => ({
    message: `工作目录正被另一条命令占用：计算机「${host}」上的进程 ${pid}，开始于 ${started}。`,
    fix: [
      '请等它结束，或在它的窗口中按 Ctrl-C 停止后再试；查看类命令不受影响。',
      `如果那台计算机已经关机，确认无人使用后删除文件「${file}」。`,
    ],
  }),
  'HK-WORK-008': ({ file, found, known }) => ({
    message: `数据库「${file}」由更新版本的 hallkit 建立（结构版本 ${found}，本程序只认到 ${known}）。`,
    fix: ['请改用新版本的 hallkit 打开这个工作目录。'],
  }),
  'HK-WORK-009': ({ file, reason }) => ({
    message: `数据库「${file}」打不开：${reason}。`,
    fix: [
      '请不要删除原文件，先把整个工作目录复制一份备查。',
      '可以新建工作目录，把 inbox 中各单位报送的表格重新导入。',
    ],
  }),
  'HK-WORK-010': ({ reason }) => ({
    message: `本机无法加载 SQLite 数据库组件：${reason}`,
    fix: ['请在程序目录重新运行 npm install，再运行 hallkit doctor 检查。'],
  }),
  'HK-WORK-011': ({ file, reason }) => ({
    message: `文件「${file}」无法保存（${reason}），原文件未改动。`,
    fix: ['请检查磁盘空间和写入权限；文件正被 WPS 或 Excel 打开的，请先关闭。'],
  }),
  'HK-WORK-101': ({ key, row }) => ({
    message: `与第 ${row} 行是同一条记录（${key}），在同一张表中重复出现。`,
    fix: ['保留其中一行，删除另一行；确属两条不同记录的，请补充编码或岗位加以区分。'],
  }),
  'HK-WORK-102': ({ wanted, written }) => ({
    message: `「${wanted}」正被 WPS 或 Excel 打开，已另存为「${written}」。`,
    fix: ['关闭打开的文件后重新运行，即可按原文件名保存。'],
  }),
}
