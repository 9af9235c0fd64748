import { ExitCode } from '../exit-code.js'
import { finding, problem } from '../kinds.js'

/** Where in a connector file something stands. */
interface ConnectorPlace {
  readonly line: number
  readonly column: number
  readonly at: string
}

/** What a connector to somebody else's hall reports. */
export const connectorProblems = {
  /** A person has to do this step, and nobody was there to be asked. */
  'HK-HALL-008': problem<{ action: string; account: string; prompt: string }>(ExitCode.paused),
  'HK-CONN-001': problem<{ name: string; nearest: readonly string[] }>(ExitCode.usage),
  /** The file contradicts itself; the whole list comes from `hall connector lint`. */
  'HK-CONN-002': problem<{ file: string; line: number; column: number; why: string; more: number }>(
    ExitCode.usage,
  ),
  'HK-CONN-003': problem<{ source: string; host: string; allowed: readonly string[] }>(
    ExitCode.stopped,
  ),
  'HK-CONN-004': problem<{ file: string; source: string }>(ExitCode.usage),
  'HK-CONN-005': problem<{ name: string; title: string; action: string }>(ExitCode.stopped),
  'HK-CONN-007': problem<{ action: string; tag: string; found: number }>(ExitCode.unreachable),
  'HK-CONN-008': problem<{ action: string; field: string }>(ExitCode.unreachable),
  'HK-CONN-009': problem<{ action: string; pages: number }>(ExitCode.unreachable),
  'HK-CONN-010': problem<{ kind: string; state: string; number: string }>(ExitCode.unreachable),
  'HK-CONN-011': problem<{ name: string; account: string; file: string }>(ExitCode.usage),
  'HK-CONN-012': problem<{ file: string; detail: string }>(ExitCode.usage),
  'HK-CONN-013': problem<{ file: string; action: string; missing: readonly string[] }>(
    ExitCode.usage,
  ),
  'HK-CONN-014': problem<{ module: string; missing: readonly string[] }>(ExitCode.usage),
}

const basis = 'docs/connectors.md'

/** What `hall connector lint` finds, and what a hall shows that its connector does not know. */
export const connectorFindings = {
  'HK-CONN-101': finding<ConnectorPlace & { host: string; allowed: readonly string[] }>(
    'error',
    basis,
  ),
  'HK-CONN-102': finding<ConnectorPlace>('error', basis),
  'HK-CONN-103': finding<ConnectorPlace & { name: string; nearest: readonly string[] }>(
    'error',
    basis,
  ),
  'HK-CONN-104': finding<ConnectorPlace & { action: string }>('warning', basis),
  'HK-CONN-105': finding<ConnectorPlace & { action: string; missing: readonly string[] }>(
    'error',
    basis,
  ),
  'HK-CONN-106': finding<ConnectorPlace & { action: string }>('warning', basis),
  'HK-CONN-107': finding<ConnectorPlace & { name: string; nearest: readonly string[] }>(
    'error',
    basis,
  ),
  'HK-CONN-108': finding<ConnectorPlace & { kind: string; missing: readonly string[] }>(
    'warning',
    basis,
  ),
  'HK-CONN-109': finding<ConnectorPlace & { action: string; lacks: readonly string[] }>(
    'warning',
    basis,
  ),
  'HK-CONN-110': finding<ConnectorPlace & { what: string }>('error', basis),
  /** Program code is at work. */
  'HK-CONN-111': finding<{ module: string; sha256: string }>('hint', basis),
  /** A state of the hall that the connector has no word for. */
  'HK-CONN-120': finding<{ kind: string; state: string; number: string }>('warning', basis),
  'HK-CONN-121': finding<{ action: string; detail: string }>('warning', basis),
}
