import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { normalizeArgv } from './globals.js'

/** The whole program: what can be answered without oclif is, everything else is loaded then. */
export async function main(root: string, argv: readonly string[]): Promise<void> {
  const normalized = normalizeArgv(argv)
  if (normalized[0] === '--version') {
    process.stdout.write(`${versionLine(root)}\n`)
    return
  }
  const { start } = await import('./start.js')
  await start(root, withDefaultCommand(normalized, Boolean(process.stdout.isTTY)))
}

/** Without a command: `status` for a person at a terminal or a script that wants JSON, help otherwise. */
export function withDefaultCommand(argv: readonly string[], isTTY: boolean): readonly string[] {
  const hasOnlyGlobals = normalizeArgv([...argv, ''])[0] === ''
  if (!hasOnlyGlobals) return argv
  return isTTY || argv.includes('--json') ? ['status', ...argv] : argv
}

function versionLine(root: string): string {
  const { name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  return `${name}/${version} ${process.platform}-${process.arch} node-${process.version}`
}
