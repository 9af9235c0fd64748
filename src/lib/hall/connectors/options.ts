import type { Finding } from '../../errors/index.js'
import type { HallConnection } from '../connect.js'
import type { HallMigrator } from '../contract-setup.js'
import type { HallRules } from '../load-workflows.js'
import type { Credentials } from '../session.js'
import type { Person } from './manual.js'

/** What a connector is opened with. `now` is wall time in ms; `env` gives `env:` values. */
export interface ConnectorOptions {
  readonly rules: HallRules
  readonly now: () => number
  readonly env: Readonly<Record<string, string | undefined>>
  readonly credentials: Credentials
  /** Instead of the file's own `baseUrl`. */
  readonly url?: string | undefined
  readonly serviceToken?: string | undefined
  /** Faster than the file's limits: for tests on this machine. */
  readonly ratePerSecond?: number
}

/** What only a command has: the clock, the environment, somebody to ask. */
export interface Outside extends Pick<ConnectorOptions, 'now' | 'env'> {
  /** Asks a person for what only a person can do; nobody when absent. */
  readonly person?: Person
  /** Asks for the connector's name before the first write to a production hall; nothing is written there when absent. */
  readonly production?: (name: string, title: string) => Promise<string>
  /** Consent to run a connector that is a JavaScript module. */
  readonly allowCode?: boolean
}

/** How somebody else's hall is opened. */
export interface ConnectOptions extends ConnectorOptions, Outside {
  /** Where what was seen is kept between runs; null keeps it in memory. */
  readonly ledgerFile: string | null
}

/** A hall behind a connector. `warnings` are what it showed that the connector does not know, each once. */
export interface ConnectorConnection extends HallConnection, HallMigrator {
  readonly warnings: () => readonly Finding[]
}
