import type { HallConnection } from '../connect.js'
import type { DesiredHall } from '../provision.js'
import type { RobotSecrets } from '../secrets.js'

/**
 * What a hall holds by itself, as far as it tells and as far as this machine has the passwords: whoever filled it, a check
 * finds its people. Null for a hall that does not tell of its items, its accounts and who does what.
 */
export async function holdingsOf(
  hall: HallConnection,
  secrets: Pick<RobotSecrets, 'passwordOf'>,
): Promise<DesiredHall | null> {
  const asked = ['item.list', 'user.list', 'assignment.list']
  if (asked.some((action) => hall.can(action) !== 'yes')) return null
  const columns = hall.can('column.list') === 'yes' ? await hall.listColumns() : []
  const [items, all, held] = [
    await hall.listItems(),
    await hall.listUsers(),
    await hall.listAssignments(),
  ]
  const known = await Promise.all(
    all.map(async (user) => user.active && (await secrets.passwordOf(user.workNo)) !== undefined),
  )
  const users = all.filter((_, index) => known[index])
  const ours = new Set(users.map(({ workNo }) => workNo))
  const assignments = held.filter(({ workNo }) => ours.has(workNo))
  return { units: [], columns, items, users, assignments }
}
