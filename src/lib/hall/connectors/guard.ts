import { AppError } from '../../errors/index.js'
import type { Connector } from './load.js'
import type { Outside } from './options.js'

/** Lets writes to a production hall through only after its name was typed, asked for once; HK-CONN-005 otherwise. */
export function productionGuard(
  { spec }: Connector,
  { production }: Pick<Outside, 'production'>,
): (action: string) => Promise<void> {
  const { environment, name, title } = spec
  let typed: Promise<string> | undefined
  return async (action) => {
    if (environment === 'rehearsal') return
    typed ??= production?.(name, title) ?? Promise.resolve('')
    if ((await typed) !== name) throw new AppError('HK-CONN-005', { name, title, action })
  }
}
