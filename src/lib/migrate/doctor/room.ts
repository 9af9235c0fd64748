import { existsSync } from 'node:fs'
import { access, constants, statfs } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { type Finding, found } from '../../errors/index.js'
import { diskRisk, readMounts } from '../../workspace/index.js'
import type { Mapping } from '../mapping/load.js'
import { ledgerFile } from '../run/open.js'

/** Target, ledger, the copy that `plan` makes and the write-ahead log: so many times the old data. */
const TIMES = 5

/** Whether target and ledger can be written where the mapping puts them, and whether there is room for so many bytes of old data. */
export async function roomFindings(mapping: Mapping, bytes: number): Promise<readonly Finding[]> {
  const folders = new Set([dirname(ledgerFile(mapping)), ...filesOf(mapping)])
  const all = await Promise.all([...folders].map((folder) => findingsOf(folder, bytes)))
  return all.flat()
}

/** The folder that gets files, or the nearest one that is there: what is missing of it is made. */
function filesOf({ folder, target }: Mapping): readonly string[] {
  if (target.driver !== 'files') return []
  let there = resolve(folder, target.path)
  while (!existsSync(there)) there = dirname(there)
  return [there]
}

async function findingsOf(folder: string, bytes: number): Promise<readonly Finding[]> {
  try {
    await access(folder, constants.W_OK)
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    return [found('HK-MIG-525', { folder, reason })]
  }
  const { bavail, bsize } = await statfs(folder)
  const megabytes = (of: number) => Math.ceil(of / 1024 / 1024)
  const [needed, free] = [megabytes(bytes * TIMES), megabytes(bavail * bsize)]
  const risk = diskRisk(folder, readMounts())
  return [
    ...(needed > free ? [found('HK-MIG-523', { folder, needed, free })] : []),
    ...(risk === null
      ? []
      : [
          found('HK-MIG-524', { folder, disk: risk.kind === 'network' ? risk.disk : risk.service }),
        ]),
  ]
}
