import { describe, expect, test } from 'vitest'
import HelpExitCodes from '../../src/commands/help/exit-codes.js'
import { runCommand } from '../support/run-command.js'

describe('help exit-codes', () => {
  test('prints every exit code of the contract, tab separated in a pipe', async () => {
    const { stdout, stderr, exitCode } = await runCommand(HelpExitCodes)

    expect(exitCode).toBe(0)
    expect(stderr).toBe('')
    const codes = stdout
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split('\t')[0])
    expect(codes).toEqual(['0', '1', '2', '3', '4', '5', '70', '130'])
  })

  test('speaks English when asked', async () => {
    const { stdout } = await runCommand(HelpExitCodes, ['--lang', 'en'])

    expect(stdout).toContain('70\tA bug of hallkit')
  })

  test('gives the same under --json as one document', async () => {
    const { json } = await runCommand(HelpExitCodes, ['--json'])

    expect(json?.ok).toBe(true)
    expect(json?.result.codes[1]).toEqual({
      code: 1,
      name: 'findings',
      meaning: expect.stringContaining('退回待改'),
    })
  })
})
