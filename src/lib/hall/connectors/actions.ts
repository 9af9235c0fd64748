import { itemPlaces } from '../contract.js'
import type { HallRules } from '../load-workflows.js'
import { objectKinds } from '../workflow.js'

const READINGS = ['list', 'get', 'find', 'clock', 'migrate', 'migrated', 'unmigrate']
/** True for a name that no act has: looking, or taking over what another system held. */
export function isReading(action: string): boolean {
  return READINGS.includes(action.slice(action.indexOf('.') + 1))
}

const SETTINGS = [
  ...['hall.info', 'hall.counts', 'clock.set', 'event.list', 'user.create', 'user.update'],
  ...['unit', 'column', 'item', 'user', 'assignment'].map((sort) => `${sort}.list`),
  ...['unit', 'column', 'item', 'assignment'].map((sort) => `${sort}.apply`),
  ...['supervision.warnings', 'supervision.overdue', 'supervision.cards'],
  ...Object.values(itemPlaces),
]

/** Names of acts by kind, as the hall's rules have them: those that start an object, and those that move one. */
export function actNames({ workflows }: HallRules): {
  readonly starts: string[]
  readonly moves: string[]
} {
  const names = (part: 'start' | 'actions') =>
    objectKinds.flatMap((kind) =>
      Object.keys(workflows[kind][part]).map((name) => `${kind}.${name}`),
    )
  return { starts: names('start'), moves: names('actions') }
}

/** Every name that an entry under `actions` may have. */
export function canonicalNames(rules: HallRules): string[] {
  const { starts, moves } = actNames(rules)
  const generic = ['*', ...objectKinds].flatMap((kind) =>
    [...READINGS, 'start', 'act'].map((verb) => `${kind}.${verb}`),
  )
  return [...new Set([...starts, ...moves, ...generic, ...SETTINGS])]
}
