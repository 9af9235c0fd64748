import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A fresh folder that several tests share; remove it in `afterAll`. */
export interface KeptFolder {
  readonly path: string
  readonly remove: () => Promise<void>
}

/** Makes one; its name holds what real paths hold: Chinese, a space, brackets. */
export async function keptFolder(): Promise<KeptFolder> {
  const path = await mkdtemp(join(tmpdir(), '演练 (测试) '))
  return { path, remove: () => rm(path, { recursive: true, force: true, maxRetries: 3 }) }
}
