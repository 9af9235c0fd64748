import { Flags } from '@oclif/core'

/** How a drill goes through time, and whether it waits. */
export const clockFlags = {
  clock: Flags.string({
    description:
      '时钟：real 真实时间，virtual 虚拟，scaled:60 快 60 倍；不写时同上次，首次为 virtual',
    helpValue: 'CLOCK',
  }),
  dry: Flags.boolean({ description: '只点名和核对大厅，不开演，不改动大厅' }),
  stay: Flags.boolean({ description: '只剩要人办的动作时也守着，不停下' }),
  'no-wait': Flags.boolean({ description: '当下没有可办的就停下，不等开放时间' }),
  events: Flags.boolean({
    description: '逐条输出发生的事（NDJSON），供程序读取',
    exclusive: ['json', 'dry'],
  }),
}
