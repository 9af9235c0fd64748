import { templatesDir } from '../../assets/index.js'
import { AppError } from '../../errors/index.js'
import { loadHallRules } from '../load-workflows.js'
import { type NamedHall, type OpenedHall, openNamedHall } from '../open-hall.js'
import type { DesiredHall } from '../provision.js'
import { castOf } from './cast.js'
import { holdingsOf } from './holdings.js'
import type { CheckInput } from './run-check.js'

type Opened = Pick<CheckInput, 'hall' | 'rules' | 'connector' | 'url' | 'cast'>

/**
 * Opens the hall to be checked and finds an item and people for it: those that the connector names, of the workspace
 * (`desired`), of the hall itself. HK-DRILL-007 when nothing tells which hall that is.
 */
export async function openCheckedHall(
  named: NamedHall,
  desired: DesiredHall | null,
): Promise<Opened> {
  const rules = await loadHallRules(templatesDir())
  const opened = await openNamedHall(named)
  const { hall, connector, url } = opened
  const counties = [desired, await holdings(opened)].filter((county) => county !== null)
  const cast = castOf(connector?.conformance ?? null, { counties, roles: rules.roles })
  return { hall, rules, connector, url, cast }
}

/** What the hall holds; a hall that cannot be asked now is no obstacle, the ladder itself will tell. */
async function holdings({ hall, secrets }: OpenedHall): Promise<DesiredHall | null> {
  if (secrets === null) return null
  try {
    return await holdingsOf(hall, secrets)
  } catch (error) {
    if (error instanceof AppError && error.code.startsWith('HK-HALL-')) return null
    throw error
  }
}
