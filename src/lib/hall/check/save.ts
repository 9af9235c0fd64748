import { join } from 'node:path'
import { type Workspace, writeFileAtomic } from '../../workspace/index.js'
import type { CheckReport } from './model.js'

/** Where the last check of a workspace's hall lies. */
function checkFile({ paths }: Pick<Workspace, 'paths'>): string {
  return join(paths.state, 'hall-check.json')
}

/** Keeps a check for the drill's papers. */
export async function saveCheck(workspace: Workspace, report: CheckReport): Promise<void> {
  await writeFileAtomic(checkFile(workspace), `${JSON.stringify(report, null, 2)}\n`)
}
