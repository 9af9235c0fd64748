import { existsSync } from 'node:fs'
import { AppError, type Finding, found } from '../../errors/index.js'
import type { Mapping } from '../mapping/load.js'
import { ledgerFile } from '../run/open.js'
import { strangersIn } from '../targets/files/index.js'
import type { FilesTarget } from '../targets/files/options.js'
import { openTarget } from '../targets/index.js'
import type { Target } from '../targets/model.js'
import { causeOf } from './causes.js'

/** What a server or a hall is tried with. */
export interface TargetTrial {
  /** Wall time in ms. */
  readonly clock: () => number
  readonly secretsDir?: string | undefined
}

/**
 * Whether the server or the hall that a mapping writes to can be reached, takes every entity, and what lies there already.
 * Nothing that is tried stays. An SQLite file is looked at by its folder, a folder of files by those that lie there.
 */
export async function targetFindings(
  mapping: Mapping,
  { clock, secretsDir }: TargetTrial,
): Promise<readonly Finding[]> {
  if (mapping.target.driver === 'sqlite') return []
  if (mapping.target.driver === 'files') return fileFindings(mapping, mapping.target)
  const { default: Sqlite } = await import('better-sqlite3')
  const database = new Sqlite(':memory:')
  const file = ledgerFile(mapping)
  let target: Target | null = null
  try {
    target = await openTarget(mapping, { database, file, rehearse: true, clock, secretsDir })
    const findings: Finding[] = []
    for (const name of Object.keys(mapping.entities)) {
      findings.push(...(await tableFindings(mapping, target, name)))
    }
    return findings
  } catch (error) {
    return [refused(mapping, '', error)]
  } finally {
    await target?.close()
    database.close()
  }
}

/** Whether no file of somebody else lies where those of a mapping are to be. */
async function fileFindings(mapping: Mapping, options: FilesTarget): Promise<readonly Finding[]> {
  const { default: Sqlite } = await import('better-sqlite3')
  const ledger = ledgerFile(mapping)
  const database = existsSync(ledger)
    ? new Sqlite(ledger, { readonly: true, timeout: 5000 })
    : new Sqlite(':memory:')
  try {
    return strangersIn(mapping, options, database).map((error) =>
      refused(mapping, error.entity, error.problem),
    )
  } finally {
    database.close()
  }
}

async function tableFindings(mapping: Mapping, target: Target, name: string) {
  const entity = mapping.entities[name]
  if (entity === undefined) return []
  const { table, unique } = entity.to
  try {
    const opened = await target.table({ table, fields: Object.keys(entity.fields), unique })
    const { isBlind, unsure } = opened
    if (isBlind) {
      return [found('HK-MIG-528', { entity: name, table, isOnce: unsure !== undefined })]
    }
    const { value } = await opened.rows().next()
    const isEmpty = value === undefined || value.length === 0
    return isEmpty ? [] : [found('HK-MIG-527', { entity: name, table })]
  } catch (error) {
    if (error instanceof AppError && /^HK-MIG-(?:01[27]|055)$|^HK-HALL-005$/.test(error.code)) {
      return [refused(mapping, name, error)]
    }
    throw error
  }
}

function refused({ target }: Mapping, entity: string, error: unknown): Finding {
  if (!(error instanceof AppError) || error.code.startsWith('HK-INT')) throw error
  const { reason } = causeOf(error)
  const told = Object.values(error.params).filter((value) => value !== '')
  const detail = reason === error.code ? `${error.code} ${told.join(' ')}`.trim() : reason
  return found('HK-MIG-526', { driver: target.driver, entity, reason: detail })
}
