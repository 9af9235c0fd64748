import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { tempFolder } from './temp-folder.js'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** What a gate said about a small copy of the repository. */
export interface GateOutcome {
  readonly status: number | null
  /** stdout alone. */
  readonly stdout: string
  /** stdout, then stderr. */
  readonly output: string
}

/** A small repository: our configuration, our tools, and only the files that a test plants. */
export interface Copy {
  readonly folder: string
  plant(file: string, text: string): void
  bring(...paths: readonly string[]): void
  run(args: readonly string[], env?: Readonly<Record<string, string>>): GateOutcome
}

/** Makes the copy in a folder of its own; it goes with the test. */
export async function copyOfHouse(): Promise<Copy> {
  const folder = await tempFolder()
  const plant = (file: string, text: string) => {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), text)
  }
  const bring = (...paths: readonly string[]) => {
    for (const path of paths) cpSync(join(root, path), join(folder, path), { recursive: true })
  }
  const run = (args: readonly string[], env = {}) => {
    const done = spawnSync(process.execPath, args, {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, NO_COLOR: '1', ...env },
    })
    return { status: done.status, stdout: done.stdout, output: `${done.stdout}${done.stderr}` }
  }
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction')
  bring('package.json', 'biome.json', 'tsconfig.json', 'tsconfig.build.json', 'knip.json')
  return { folder, plant, bring, run }
}
