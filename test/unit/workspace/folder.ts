import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

/** A temporary folder whose name has Chinese, a blank and brackets; gone when the test is over. */
export function officeFolder(): string {
  const dir = mkdtempSync(join(tmpdir(), '勐海县 演练(第1批)[测试]-'))
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
  return dir
}
