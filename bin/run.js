#!/usr/bin/env node
import { existsSync } from 'node:fs'
import module from 'node:module'
import { fileURLToPath } from 'node:url'
import v8 from 'node:v8'

module.enableCompileCache?.()
// Sheets and journals of any size pass through: the heap may grow by a third between two cleanings, not fourfold.
v8.setFlagsFromString('--heap-growing-percent=30')

const root = fileURLToPath(new URL('..', import.meta.url))
const entry = new URL('../dist/lib/ui/main.js', import.meta.url)
if (existsSync(entry)) {
  const { main } = await import(entry.href)
  await main(root, process.argv.slice(2))
} else {
  process.stderr.write('hallkit: dist/ 不存在，请先运行 npm run build\n')
  process.exitCode = 70
}
