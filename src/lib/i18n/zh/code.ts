import type { codeProblems } from '../../errors/codes/code.js'
import type { Words } from '../words.js'

export const code: Words<typeof codeProblems> = {
  'HK-CODE-001': ({ file, codes }) => ({
    message: `${file} 要运行程序代码 ${codes
      .map(({ module, sha256 }) => `${module}（sha256 ${sha256}）`)
      .join('、')}，未经同意不运行`,
    fix: ['与代码提供方核对 sha256，确认可靠后，加 --allow-code 再运行'],
  }),
  'HK-CODE-002': ({ file, module, reason, detail }) => ({
    message: `${file} 的程序代码 ${module} ${
      {
        missing: '不在',
        typescript: '是 TypeScript，本机的 Node.js 不能直接运行',
        changed: '在运行当中改动了',
        failed: `不能运行：${detail}`,
      }[reason]
    }`,
    fix: [
      {
        missing: '放到该文件旁边，或改正文件名',
        typescript: '先编译成 .mjs，映射或连接器改写 .mjs 的名称；或改用 Node.js 22.18 以上版本',
        changed: '改好以后再运行一次；映射会按改动过的处理',
        failed: '请代码提供方改正；.js 文件用 import、export 的，改名为 .mjs',
      }[reason],
    ],
  }),
}
