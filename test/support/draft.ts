import { readFile } from 'node:fs/promises'
import { expect } from 'vitest'
import MigrateLint from '../../src/commands/migrate/lint.js'
import { runCommand } from './run-command.js'

/** Holds a draft of a mapping to lint: nothing is wrong with it, and every TODO of it is told with its line. */
export async function lintsAsDraft(mapping: string): Promise<void> {
  const lines = (await readFile(mapping, 'utf8')).split('\n')
  const todos = lines.flatMap((text, at) => (text.includes('# TODO') ? [at + 1] : []))
  const { exitCode, json } = await runCommand(MigrateLint, [mapping, '--json'])
  expect(exitCode).toBe(todos.length > 0 ? 1 : 0)
  const told = todos.length > 0 ? [{ code: 'HK-MIG-413', params: { lines: todos } }] : []
  expect(json?.result.findings).toMatchObject(told)
}
