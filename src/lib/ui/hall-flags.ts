import { Flags } from '@oclif/core'

/** Flags of every command that works in the hall of a workspace. */
export const hallFlags = {
  hall: Flags.string({
    description: '大厅地址，不写时按工作目录的设置，再不然用本机正在运行的大厅',
    helpValue: 'URL',
  }),
  'token-file': Flags.string({ description: '大厅管理令牌文件', helpValue: 'FILE' }),
}
