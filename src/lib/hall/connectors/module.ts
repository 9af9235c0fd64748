import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { AppError } from '../../errors/index.js'
import type { Connector } from './load.js'
import type { ConnectOptions, ConnectorConnection } from './options.js'

/** What a connector module exports: a client of the contract, made from the same options as ours. */
interface ConnectorModule {
  readonly connect?: (
    connector: Connector['spec'],
    options: ConnectOptions,
  ) => Promise<ConnectorConnection>
}

/** Opens a hall through a JavaScript module beside the connector file; HK-CONN-006 without consent or without `connect`. */
export async function connectModule(
  { spec, folder, file }: Connector,
  options: ConnectOptions,
): Promise<ConnectorConnection> {
  if (options.allowCode !== true) throw new AppError('HK-CONN-006', { file })
  const { href } = pathToFileURL(resolve(folder, spec.module ?? ''))
  const { connect } = (await import(href)) as ConnectorModule // checked by its use just below
  if (typeof connect !== 'function') throw new AppError('HK-CONN-006', { file })
  return connect(spec, options)
}
