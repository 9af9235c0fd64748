import { describe, expect, test } from 'vitest'
import { unknownCommand } from '../../../src/lib/ui/unknown-command.js'

const ids = ['demo', 'status', 'items:import', 'items:list', 'roster:import', 'help:exit-codes']

describe('a word that is no command', () => {
  test.each([
    ['dmeo', 'dmeo', ['demo']],
    ['items:imprt', 'items imprt', ['items import', 'items list']],
    ['items:imprt:民政局.xlsx', 'items imprt', ['items import', 'items list']],
    ['itmes:import', 'itmes', ['items import', 'roster import']],
    ['import', 'import', ['items import', 'roster import']],
    ['exit-codes', 'exit-codes', ['help exit-codes']],
    ['zzz', 'zzz', []],
  ])('%s is answered with what may have been meant', (id, command, nearest) => {
    expect(unknownCommand(id, ids)).toMatchObject({
      code: 'HK-USAGE-002',
      params: { command, nearest },
    })
  })

  test('words behind a whole command are too many, not unknown', () => {
    expect(unknownCommand('demo:fast:now', ids)).toMatchObject({
      code: 'HK-USAGE-007',
      params: { names: ['fast', 'now'] },
    })
  })
})
