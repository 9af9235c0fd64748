import type { connectorFindings, connectorProblems } from '../../errors/codes/hall-connectors.js'
import type { Words } from '../words.js'

const near = (names: readonly string[]) =>
  names.length > 0 ? [`Did you mean ${names.map((name) => `"${name}"`).join(' or ')}?`] : []

const spot = ({ line, column, at }: { line: number; column: number; at: string }) =>
  `line ${line}, column ${column} (${at})`

export const connectors: Words<typeof connectorProblems> & Words<typeof connectorFindings> = {
  'HK-HALL-008': ({ action, account, prompt }) => ({
    message: `"${action}" has to be done by a person (account ${account}): ${prompt}`,
    fix: [
      'Do it in the hall and run again: what was done is seen and the run goes on',
      'On a terminal the answers can be typed in at once',
    ],
  }),
  'HK-CONN-001': ({ name, nearest }) => ({
    message: `There is no connector "${name}"`,
    fix: [
      ...near(nearest),
      'Name a connector file, or one of: reference, yunnan-style, exchange-tables, exchange-gd',
    ],
  }),
  'HK-CONN-002': ({ file, line, column, why, more }) => ({
    message: `The connector file is wrong: ${file}:${line}:${column}, ${why}${more > 0 ? ` (and ${more} more)` : ''}`,
    fix: [`See everything with: hallkit hall connector lint ${file}`],
  }),
  'HK-CONN-003': ({ source, host, allowed }) => ({
    message: `The connector may not speak to ${host} (${source}); stopped`,
    fix: [`Allowed: ${allowed.join(', ')}`, 'If it belongs to that hall, name it in allowHosts'],
  }),
  'HK-CONN-004': ({ file, source }) => ({
    message: `A value that the connector ${file} needs is not there: ${source}`,
    fix: ['Set the environment variable (env:) or put the file in place (file:), then run again'],
  }),
  'HK-CONN-005': ({ name, title, action }) => ({
    message: `"${title}" is a production hall: nothing is written without confirmation (${action})`,
    fix: [`To write all the same, add --production ${name} and type the name when asked`],
  }),
  'HK-CONN-007': ({ action, tag, found }) => ({
    message: `"${action}": tag ${tag} stands on ${found} objects of the hall, so it is not known which one is meant`,
    fix: ['Look in the hall for something done twice, void one of them, then run again'],
  }),
  'HK-CONN-008': ({ action, field }) => ({
    message: `"${action}": the answer has no "${field}"`,
    fix: ['Compare the map of this action with the interface document'],
  }),
  'HK-CONN-009': ({ action, pages }) => ({
    message: `"${action}" did not end after ${pages} pages`,
    fix: ['Check total, last and next of pagination, or raise maxPages'],
  }),
  'HK-CONN-010': ({ kind, state, number }) => ({
    message: `The state "${state}" of ${number} has no canonical state`,
    fix: [`Add it to states.${kind}.map of the connector file`],
  }),
  'HK-CONN-011': ({ name, account, file }) => ({
    message: `Connector ${name} has no password for account "${account}" (${file})`,
    fix: ['Add it to the file that auth.accounts names, as account: password'],
  }),
  'HK-CONN-012': ({ file, detail }) => ({
    message: `The exchange table ${file} cannot be used: ${detail}`,
    fix: ['Check place, table, columns (header) and encoding against the connector file'],
  }),
  'HK-CONN-013': ({ file, action, missing }) => ({
    message: `The answers in ${file} leave out ${missing.join(', ')} of ${action}`,
    fix: ['Add to "tell" of that entry what the connector asks to be told'],
  }),
  'HK-CONN-014': ({ module, missing }) => ({
    message: `The program code ${module} lacks ${missing.join(', ')}`,
    fix: ['Export connect(spec, options, tools) that gives at least info events get can perform'],
  }),
  'HK-CONN-101': ({ host, allowed, ...place }) => ({
    message: `${spot(place)}: host ${host} is not allowed (${allowed.join(', ')})`,
    fix: ['Write paths from the slash on; add hosts that belong to the hall to allowHosts'],
  }),
  'HK-CONN-102': (place) => ({
    message: `${spot(place)}: a password or key stands in the file`,
    fix: ['Write env:NAME or file:PATH instead'],
  }),
  'HK-CONN-103': ({ name, nearest, ...place }) => ({
    message: `${spot(place)}: saved.${name} was saved nowhere before, so the chain is broken`,
    fix: [...near(nearest), 'Take it in the save of an earlier step'],
  }),
  'HK-CONN-104': ({ action, ...place }) => ({
    message: `${spot(place)}: "${action}" is not checked after it was done (no verify)`,
    fix: ['Add verify: read once more and expect the state that it should lead to'],
  }),
  'HK-CONN-105': ({ action, missing, ...place }) => ({
    message: `${spot(place)}: the map of "${action}" lacks ${missing.join(', ')}`,
    fix: ['Say where these fields come from'],
  }),
  'HK-CONN-106': ({ action, ...place }) => ({
    message: `${spot(place)}: "${action}" sends no tag, so it cannot be found again after a broken connection, nor cleaned up`,
    fix: ['Put 【演练】 and the tag in a remark and take it back in the map of the list'],
  }),
  'HK-CONN-107': ({ name, nearest, ...place }) => ({
    message: `${spot(place)}: there is no action "${name}"`,
    fix: [...near(nearest), 'docs/connectors.md lists every action'],
  }),
  'HK-CONN-108': ({ kind, missing, ...place }) => ({
    message: `${spot(place)}: no state of ${kind} is mapped to ${missing.join(', ')}`,
    fix: ['Leave out what the hall does not have; add what it has'],
  }),
  'HK-CONN-109': ({ action, lacks, ...place }) => ({
    message: `${spot(place)}: whether "${action}" happened cannot be looked up after a broken connection (no ${lacks.join(', no ')})`,
    fix: [
      `Describe ${lacks.join(' or ')} of that kind, or say idempotent: true when the hall knows a repeated call; otherwise only a person can tell`,
    ],
  }),
  'HK-CONN-110': ({ what, ...place }) => ({
    message: `${spot(place)}: ${what} is missing`,
    fix: ['See docs/connectors.md'],
  }),
  'HK-CONN-111': ({ module, sha256 }) => ({
    message: `The program code ${module} was run (sha256 ${sha256})`,
    fix: ['Compare the sha256 with whoever wrote it'],
  }),
  'HK-CONN-120': ({ kind, state, number }) => ({
    message: `The state "${state}" of ${number} has no canonical state; kept as it is`,
    fix: [`Add it to states.${kind}.map of the connector file`],
  }),
  'HK-CONN-121': ({ action, detail }) => ({
    message: `${action}: ${detail}`,
    fix: ['Compare the connector file with what the hall answers'],
  }),
}
