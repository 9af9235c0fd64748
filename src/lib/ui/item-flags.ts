import { Args, Flags } from '@oclif/core'

/** Items that somebody names. */
export const itemArgs = {
  items: Args.string({ description: '实施编码、事项名称或名称的一部分，可写多个' }),
}

/** Which items are meant where none is named. */
export const choiceFlags = {
  unit: Flags.string({ description: '一个单位的全部', helpValue: 'NAME' }),
  all: Flags.boolean({ description: '全部单位' }),
}
