import { type DuplicateIndex, draftItems, type Identify, type ItemProfile } from '../items/index.js'
import type { NoticePack } from '../notice/index.js'
import { claimPeople, type Person, type RosterRules } from '../roster/index.js'
import type { Form } from '../sheets/index.js'
import type { Draft, RecordKind, StoredRecord } from '../workspace/index.js'
import type { MetRecords } from './absent.js'
import { draftArticles } from './articles.js'
import type { UnitName } from './model.js'
import type { OpenReading } from './refused.js'
import { draftEntries } from './registers.js'
import type { UnitFinder } from './units.js'

/** What all routes may need: the pack, the rules as data, what was met before. */
export interface Knowledge {
  readonly pack: NoticePack
  readonly profile: ItemProfile
  readonly rosterRules: RosterRules
  readonly duplicates: DuplicateIndex
  /** Which records the items of a file are, asked when the file begins. */
  readonly identify: () => Identify
  readonly findUnit: UnitFinder
  readonly met: MetRecords
  /** What sheets said of the people of a unit before. */
  readonly people: (unit: string) => readonly StoredRecord<Person>[]
}

/** The sheets of one file that hold one form of one unit. */
export interface Batch {
  readonly file: string
  readonly sha256: string
  readonly form: Form
  readonly unit: UnitName
  readonly readings: readonly OpenReading[]
  /** The file whose corrected return file this one is. */
  readonly origin: string | null
  /** Whether we wrote its sheets: they may have gone out with what the store holds. */
  readonly isOurs: boolean
}

/** Where a form's records go: the kind they are stored as, and the room that reads them. */
export interface Route {
  readonly kind: RecordKind
  /** The owed form that a sheet of this one answers, where it is not its own. */
  readonly answers?: string
  readonly draft: (batch: Batch, knowledge: Knowledge) => Iterable<Draft<unknown>>
}

/** Routes by form id. A form without a route is recognised, and left alone with a warning. */
export const routes: Readonly<Record<string, Route>> = {
  items: {
    kind: 'item',
    *draft({ readings, ...batch }, { profile, duplicates, findUnit, identify }) {
      const source = { ...batch, profile, duplicates, findUnit, identify: identify() }
      for (const reading of readings) yield* draftItems(reading, source)
    },
  },
  'node-staff': people(),
  articles: {
    kind: 'article',
    draft: ({ readings, ...batch }, { pack }) =>
      readings.flatMap((reading) => draftArticles(reading, { ...batch, columns: pack.columns })),
  },
  participants: people(),
  systems: register(),
  weekly: register(),
  terminals: register(),
  catalogue: register(),
  contacts: people(),
  'four-officers': people(),
  'staff-list': people('node-staff'),
  'staff-matrix': people('node-staff'),
  'staff-posts': people('node-staff'),
}

/** People of any form: what each sheet says of somebody is stored for itself and put together when it is read. */
function people(answers?: string): Route {
  return {
    kind: 'person',
    ...(answers === undefined ? {} : { answers }),
    draft: ({ readings, unit, form, ...batch }, { rosterRules: rules, pack, findUnit, people }) => {
      const { file, sha256, origin, isOurs } = batch
      const office = pack.office.code
      const source = { file, sha256, unit, office, findUnit, rules, form: form.id }
      const known = isOurs ? people(unit.code) : []
      return claimPeople(readings, source, { file: origin ?? file, known })
    },
  }
}

/** A form whose lines are kept as they were written. */
function register(): Route {
  return {
    kind: 'entry',
    draft: ({ readings, ...batch }, { findUnit, profile }) =>
      readings.flatMap((reading) => draftEntries(reading, { ...batch, findUnit, profile })),
  }
}

/** True for a form that is a register: a sheet is one of these when it says so, or looks like nothing else. */
export function isRegister(form: string): boolean {
  return routes[form]?.kind === 'entry'
}

/** The registers, by id. */
export const registerForms: readonly string[] = Object.keys(routes).filter(isRegister)

/** The forms that people come in, 附件1表2 first. */
export const personForms: readonly string[] = Object.entries(routes)
  .filter(([, { kind }]) => kind === 'person')
  .map(([form]) => form)
