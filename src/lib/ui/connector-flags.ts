import { Flags } from '@oclif/core'

/** Flags of every command that may write to a hall through a connector. */
export const connectorFlags = {
  production: Flags.string({ description: '确认向正式环境写入', helpValue: '连接器名称' }),
  'allow-code': Flags.boolean({ description: '允许运行带程序代码的连接器' }),
}

/** Flag of every command in which people may be asked to do something by hand. */
export const answersFlag = {
  answers: Flags.file({
    description: '人工步骤的答复文件，没有终端也能排练；答复只作自述',
    helpValue: 'FILE',
  }),
}
