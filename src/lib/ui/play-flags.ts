import { Flags } from '@oclif/core'

/** What chance in a rehearsal comes from. */
export const seedFlag = {
  seed: Flags.integer({
    description: '随机数种子，种子相同则演练相同',
    default: 20_150_408,
    min: 0,
    helpValue: 'N',
  }),
}

/** How a drill is played: its seed, how it goes through time, and whether it waits. */
export const playFlags = {
  seed: Flags.integer({ description: '新开演练的随机数种子', default: 20_150_408, min: 0 }),
  new: Flags.boolean({ description: '不接未完的一次，按现在的计划另开一次' }),
  clock: Flags.string({
    description:
      '时钟：real 真实时间，virtual 虚拟，scaled:60 快 60 倍；不写时同上次，首次为 virtual',
    helpValue: 'CLOCK',
  }),
  dry: Flags.boolean({ description: '只点名和核对大厅，不开演，不改动大厅' }),
  stay: Flags.boolean({ description: '只剩要人办的动作时也守着，不停下' }),
  'no-wait': Flags.boolean({ description: '当下没有可办的就停下，不等开放时间' }),
  final: Flags.boolean({
    description: '不再等人、等补演：轮到他们时按未演计，就此演完',
    exclusive: ['stay', 'no-wait', 'dry'],
  }),
  events: Flags.boolean({
    description: '逐条输出发生的事（NDJSON），供程序读取',
    exclusive: ['json', 'dry'],
  }),
}
