import { type DuplicateIndex, draftItems, type Identify, type ItemProfile } from '../items/index.js'
import type { NoticePack } from '../notice/index.js'
import { draftPeople, type RosterRules } from '../roster/index.js'
import type { Form } from '../sheets/index.js'
import type { Draft, RecordKind } from '../workspace/index.js'
import type { MetRecords } from './absent.js'
import { draftArticles } from './articles.js'
import type { UnitName } from './model.js'
import type { OpenReading } from './refused.js'
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
}

/** The sheets of one file that hold one form of one unit. */
export interface Batch {
  readonly file: string
  readonly sha256: string
  readonly form: Form
  readonly unit: UnitName
  readonly readings: readonly OpenReading[]
}

/** Where a form's records go: the kind they are stored as, and the room that reads them. */
export interface Route {
  readonly kind: RecordKind
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
  'node-staff': {
    kind: 'person',
    draft: ({ readings, file, sha256, unit }, { rosterRules: rules, pack, findUnit }) =>
      draftPeople(readings, { file, sha256, unit, office: pack.office.code, findUnit, rules }),
  },
  articles: {
    kind: 'article',
    draft: ({ readings, ...batch }, { pack }) =>
      readings.flatMap((reading) => draftArticles(reading, { ...batch, columns: pack.columns })),
  },
}
