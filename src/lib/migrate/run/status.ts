import type { LedgerRow, Run } from '../ledger/index.js'
import type { Mapping } from '../mapping/load.js'
import { readLedger } from './open.js'

/** How the rows of an entity stand. */
export type Standing = Readonly<Record<LedgerRow['kind'], number>> & {
  readonly name: string
  readonly waived: number
}

/** How a migration stands. */
export interface MigrationStatus {
  readonly system: string
  /** The last runs, the newest first. */
  readonly runs: readonly Omit<Run, 'sources' | 'mapping'>[]
  /** Whether a run was interrupted and can go on. */
  readonly resumable: boolean
  readonly entities: readonly Standing[]
  readonly quarantine: { readonly open: number }
  readonly manual: { readonly open: number; readonly late: number }
}

const NONE = { migrated: 0, merged: 0, excluded: 0, interfaced: 0, manual: 0, quarantined: 0 }

/** Reads how a migration stands on a day; all zero when nothing was migrated yet. */
export async function migrationStatus(mapping: Mapping, today: string): Promise<MigrationStatus> {
  const found = await readLedger(mapping, (ledger) => {
    const runs = ledger.runs()
    const entities = Object.keys(mapping.entities).map((name) => {
      const entity = ledger.entity(name)
      const waived = ledger.quarantine.list(entity, 'waived').length
      return { name, ...NONE, ...ledger.rows.countByKind(entity), waived }
    })
    const manual = Object.keys(mapping.entities).flatMap((name) =>
      ledger.manual.list(ledger.entity(name)).filter(({ keyed }) => keyed === null),
    )
    const late = manual.filter(({ due }) => due < today).length
    const last = runs.at(-1)?.state
    return {
      runs: runs
        .slice(-10)
        .reverse()
        .map(({ sources: _, mapping: __, ...run }) => run),
      resumable: last === 'running' || last === 'stopped',
      entities,
      quarantine: { open: entities.reduce((sum, { quarantined }) => sum + quarantined, 0) },
      manual: { open: manual.length, late },
    }
  })
  const none = Object.keys(mapping.entities).map((name) => ({ name, ...NONE, waived: 0 }))
  const empty = { runs: [], resumable: false, entities: none, quarantine: { open: 0 } }
  return { system: mapping.system, ...(found ?? { ...empty, manual: { open: 0, late: 0 } }) }
}
