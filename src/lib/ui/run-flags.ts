import { Flags } from '@oclif/core'

/** Which run somebody speaks to, and who speaks. */
export const runFlags = {
  run: Flags.string({ description: '演练，不写时为最近写入的一次', helpValue: 'RUN' }),
  by: Flags.string({ description: '经办人姓名', default: '演练组织方', helpValue: 'NAME' }),
}
