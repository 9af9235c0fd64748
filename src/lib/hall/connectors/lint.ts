import type { Finding } from '../../errors/index.js'
import { nearest } from '../../text/index.js'
import { placesOf, yamlText } from '../../yaml/index.js'
import type { ObjectKind } from '../contract.js'
import type { HallRules } from '../load-workflows.js'
import { objectKinds } from '../workflow.js'
import { actNames, canonicalNames } from './actions.js'
import { type Flaw, flaw } from './flaw.js'
import type { ActionSpec, ConnectorFile } from './format.js'
import { chainBreaks } from './lint-chains.js'
import { foreignHosts, openSecrets } from './lint-secrets.js'
import { type Connector, readConnector } from './load.js'
import { findAct, isRepeatable } from './resolve.js'

/**
 * Everything that can be said of a connector file without asking the hall, each with line and column. What breaks the
 * format itself (unknown keys, bad expressions) is thrown as by `readYaml`.
 */
export async function lintConnector(file: string, rules: HallRules): Promise<readonly Finding[]> {
  const connector = await readConnector(file)
  const at = placesOf(await yamlText(file))
  const flaws = [
    ...required(connector),
    ...foreignHosts(connector),
    ...openSecrets(connector),
    ...Object.entries(connector.spec.actions).flatMap(([name, spec]) => [
      ...unknownName(name, rules),
      ...chainBreaks(name, spec),
      ...incomplete(name, spec),
      ...acting(connector, name, spec, rules),
    ]),
    ...stateGaps(connector, rules),
    ...wrongTeardowns(connector, rules),
  ]
  const findings = flaws.map(({ path, tell }) => tell({ ...at(path), at: path.join('.') }))
  return findings.toSorted((a, b) => lineOf(a) - lineOf(b))
}

function lineOf({ params }: Finding): number {
  return 'line' in params ? Number(params.line) : 0
}

function required({ spec }: Connector): Flaw[] {
  const { auth, actions } = spec
  const asks = Object.values(actions).some(({ request, steps }) => request ?? steps)
  const missing = [
    asks && spec.baseUrl === undefined && (['baseUrl'] as const),
    auth.kind === 'sign' && auth.sign === undefined && (['auth', 'sign'] as const),
    ['bearer', 'cookie', 'form'].includes(auth.kind) &&
      auth.login === undefined && ['auth', 'login'],
    auth.kind === 'bearer' && auth.token === undefined && ['auth', 'token'],
  ].filter((path) => path !== false)
  return missing.map((path) => flaw('HK-CONN-110', path, { what: path.join('.') }))
}

function unknownName(name: string, rules: HallRules): Flaw[] {
  const names = canonicalNames(rules)
  if (names.includes(name)) return []
  return [flaw('HK-CONN-107', ['actions', name], { name, nearest: nearest(name, names) })]
}

const NEEDED: Readonly<Record<string, readonly string[]>> = {
  list: ['id', 'state'],
  get: ['id', 'state'],
  find: ['id', 'state', 'tag'],
  clock: ['promised', 'acceptedOn', 'due'],
}

function incomplete(name: string, { map, manual, unsupported }: ActionSpec): Flaw[] {
  const [kind = '', verb = ''] = name.split('.')
  const isObject = kind === '*' || objectKinds.some((one) => one === kind)
  const needed =
    name === 'event.list' ? ['seq', 'type', 'kind', 'objectId', 'state'] : isObject && NEEDED[verb]
  if (!needed || manual !== undefined || unsupported !== undefined) return []
  const missing = needed.filter((field) => map[field] === undefined)
  return missing.length === 0
    ? []
    : [flaw('HK-CONN-105', ['actions', name, 'map'], { action: name, missing })]
}

/** What an act over the interface should have: a check afterwards, a tag to be found by, a way to look it up. */
function acting(connector: Connector, name: string, spec: ActionSpec, rules: HallRules): Flaw[] {
  const { isStart, isMove } = sortOf(name, rules)
  const path = ['actions', name]
  const own = [...verifying(connector, name, spec), ...labelling(name, spec, actNames(rules).moves)]
  if (isTakenOnce(connector, name, spec)) {
    return [flaw('HK-CONN-109', path, { action: name, lacks: ['migrated'] })]
  }
  if ((!isStart && !isMove) || (spec.request ?? spec.steps) === undefined) return own
  const isBlind = !spec.idempotent && !canLook(connector, name)
  const isUnchecked = isMove && !spec.idempotent && spec.verify === undefined
  const isLost = isStart && !JSON.stringify(spec).includes('tag')
  return [
    ...own,
    ...(isUnchecked ? [flaw('HK-CONN-104', path, { action: name })] : []),
    ...(isLost ? [flaw('HK-CONN-106', path, { action: name })] : []),
    ...(isBlind ? [flaw('HK-CONN-109', path, { action: name, lacks: ['list', 'get'] })] : []),
  ]
}

/** Whether what was migrated and not answered can neither be sent again nor looked up. */
function isTakenOnce({ spec: { actions } }: Connector, name: string, spec: ActionSpec): boolean {
  const [kind = '', verb] = name.split('.')
  const isTold = [kind, '*'].some((one) => `${one}.migrated` in actions)
  const isSent = (spec.request ?? spec.steps ?? spec.append) !== undefined
  return verb === 'migrate' && isSent && !isTold && !isRepeatable(spec)
}

function sortOf(name: string, rules: HallRules) {
  const { starts, moves } = actNames(rules)
  const isStart = starts.includes(name) || name.endsWith('.start')
  return { isStart, isMove: !isStart && (moves.includes(name) || name.endsWith('.act')) }
}

function labelling(name: string, { labels = {} }: ActionSpec, moves: readonly string[]): Flaw[] {
  return Object.keys(labels)
    .filter((label) => !isLabel(label, name, moves))
    .map((label) =>
      flaw('HK-CONN-107', ['actions', name, 'labels', label], {
        name: label,
        nearest: nearest(label, moves.map(verbOf)),
      }),
    )
}

function isLabel(label: string, name: string, moves: readonly string[]): boolean {
  const [kind] = name.split('.')
  return moves.some(
    (move) => (kind === '*' || move.startsWith(`${kind}.`)) && verbOf(move) === label,
  )
}

function verbOf(name: string): string {
  return name.slice(name.indexOf('.') + 1)
}

function canLook({ spec: { actions } }: Connector, name: string): boolean {
  const [kind = ''] = name.split('.')
  return [kind, '*'].some((one) =>
    ['list', 'get', 'find'].some((verb) => `${one}.${verb}` in actions),
  )
}

function verifying({ spec: { actions } }: Connector, name: string, { verify }: ActionSpec): Flaw[] {
  if (verify === undefined) return []
  const [kind = '', verb = ''] = verify.call.split('.')
  if (verify.call in actions || (`*.${verb}` in actions && kind !== '*')) return []
  const near = nearest(verify.call, Object.keys(actions))
  return [
    flaw('HK-CONN-107', ['actions', name, 'verify', 'call'], { name: verify.call, nearest: near }),
  ]
}

/** States that the connector's own acts lead to and its map does not have, and states that the rules do not know. */
function stateGaps({ spec }: Connector, rules: HallRules): Flaw[] {
  return objectKinds.flatMap((kind) => {
    const map = spec.states[kind]?.map
    if (map === undefined) return []
    const known = Object.keys(rules.workflows[kind].states)
    const strange = Object.entries(map).filter(([, state]) => !known.includes(state))
    const missing = targetsOf(spec, rules, kind).filter(
      (state) => !Object.values(map).includes(state),
    )
    return [
      ...strange.map(([from, name]) =>
        flaw('HK-CONN-107', ['states', kind, 'map', from], { name, nearest: nearest(name, known) }),
      ),
      ...(missing.length === 0
        ? []
        : [flaw('HK-CONN-108', ['states', kind, 'map'], { kind, missing })]),
    ]
  })
}

function targetsOf(spec: ConnectorFile, rules: HallRules, kind: ObjectKind): string[] {
  const named = (part: 'start' | 'actions', isStart: boolean) =>
    Object.keys(rules.workflows[kind][part]).map((name) => ({ action: `${kind}.${name}`, isStart }))
  const acts = [...named('start', true), ...named('actions', false)]
  const targets = acts.map(({ action, isStart }) => findAct(spec, rules, action, isStart)?.target)
  return [...new Set(targets)].filter((state) => typeof state === 'string')
}

/** Acts of taking back that the connector itself cannot do. */
function wrongTeardowns({ spec }: Connector, rules: HallRules): Flaw[] {
  return Object.entries(spec.teardown).flatMap(([kind, way]) => {
    const path = ['teardown', kind, 'call']
    if (way === undefined || findAct(spec, rules, way.call, false) !== undefined) return []
    const near = nearest(way.call, actNames(rules).moves)
    return [flaw('HK-CONN-107', path, { name: way.call, nearest: near })]
  })
}
