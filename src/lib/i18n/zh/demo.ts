import type { demoFindings, demoProblems } from '../../errors/codes/demo.js'
import type { Words } from '../words.js'

export const demo: Words<typeof demoProblems> & Words<typeof demoFindings> = {
  'HK-DEMO-001': ({ dir, what, notice }) => ({
    message:
      what === 'notice'
        ? `「${dir}」是另一个通知（${notice}）的工作目录，演示不会动它`
        : `「${dir}」是正在使用的工作目录，不是演示建立的，演示不会动它`,
    fix: [
      '用 --keep 指定一个新文件夹或空文件夹',
      '要在这个工作目录里演练，用 hallkit status 看下一步',
    ],
  }),
  'HK-DEMO-002': ({ asked, planned }) => ({
    message: `这个文件夹里的演练已按种子 ${planned} 排定，不能改用 ${asked}`,
    fix: [`接着做：加上 --seed ${planned}`, '要换种子重演，用 --keep 另指定一个新文件夹'],
  }),
}
