import { z } from 'zod'
import { celText } from '../../expr/index.js'
import { refuseDuplicates, refuseUnknown } from '../../yaml/index.js'
import { sourceOptions } from '../sources/index.js'
import { refuseFiles } from '../targets/files/names.js'
import { targetOptions } from '../targets/options.js'
import { stepText } from './steps/index.js'

const name = z.string().regex(/^[\p{L}_][\p{L}\p{N}_]*$/u)
const text = z.string().min(1)
const column = text
const scalar = z.union([z.string(), z.number(), z.null()])
const ruleId = z.string().regex(/^[A-Z]+\d+$/)
const onRow = celText(['r'])
const onBoth = celText(['r', 't'])

/** A field of the target: a column as it is, steps in a row, one value for all, or the row's own key. */
const field = z.union([
  column,
  z.strictObject({ const: scalar }),
  z.strictObject({ key: z.literal(true) }),
  z.array(stepText).min(1),
])

const measured = z
  .string()
  .regex(/^(?:(?:year|month)\([\p{L}_][\p{L}\p{N}_.]*\)|[\p{L}_][\p{L}\p{N}_.]*)$/u)

const entity = z.strictObject({
  /** What it is called in statements: 办件. */
  title: text.optional(),
  from: z.strictObject({
    /** One of `sources`, when there are several. */
    source: name.optional(),
    table: text,
    /** Columns that tell rows apart, or `content` where nothing does. */
    key: z.union([z.array(column).min(1), z.literal('content')]),
    /** Columns that are left behind on purpose. */
    ignore: z.array(column).default([]),
    /** The column that says when a row was last changed, for runs of what is new. */
    since: column.optional(),
  }),
  /** Entities that must be there before. */
  needs: z.array(name).default([]),
  /** Not migrated, for a reason that somebody answers for. */
  exclude: z
    .array(z.strictObject({ id: ruleId, when: onRow, reason: text, approved_by: text }))
    .default([]),
  /** Stays in its system and is connected (对接为例外). */
  interface: z
    .array(z.strictObject({ id: ruleId, when: onRow, system: text, reason: text }))
    .default([]),
  /** Keyed in by hand on the same day (人工补录). */
  manual: z
    .array(z.strictObject({ id: ruleId, when: onRow, due: z.literal('same_day') }))
    .default([]),
  to: z.strictObject({
    /** Tables of that name are the ledger's. */
    table: z.string().regex(/^(?!hallkit_)./i),
    /** The field that the target holds once. */
    unique: text,
    /** `merge`: rows of one unique value are one; `same` must agree then. */
    on_duplicate: z.enum(['quarantine', 'merge']).default('quarantine'),
    same: z.array(text).default([]),
  }),
  fields: z.record(z.string().regex(/^[\p{L}_][\p{L}\p{N}_.]*$/u), field),
  assert: z.array(z.strictObject({ id: ruleId, that: onBoth })).default([]),
  /** What both sides are added up by in the reconciliation. */
  measure: z
    .strictObject({
      group: z.array(measured).max(4).default([]),
      sum: z.array(text).default([]),
      distinct: z.array(text).default([]),
    })
    .prefault({}),
})

const test = z.strictObject({
  entity: name,
  in: z.record(z.string(), scalar),
  out: z.record(z.string(), scalar).optional(),
  /** The fields that keep the row out. */
  quarantine: z.union([text, z.array(text).min(1)]).optional(),
  /** The rule that sets the row aside. */
  aside: ruleId.optional(),
})

const limit = z.strictObject({
  rows: z.int().positive().optional(),
  ratio: z.number().positive().max(1).optional(),
  /** The ratio counts from so many rows on. */
  after: z.int().nonnegative().default(1000),
})

/** Zod schema of a mapping: how an old system's rows become a hall's. */
export const mappingFile = z
  .strictObject({
    version: z.literal(1),
    /** Names the old system; part of every key in the target. */
    system: z.string().regex(/^[a-z0-9][a-z0-9-]*$/),
    title: text.optional(),
    source: sourceOptions.optional(),
    sources: z.record(name, sourceOptions).optional(),
    target: targetOptions,
    contract: z
      .strictObject({
        new_columns: z.enum(['warn', 'stop', 'ignore']).default('warn'),
        /** A column that has another type than at the last run. */
        type_change: z.enum(['warn', 'stop', 'ignore']).default('warn'),
      })
      .prefault({}),
    limits: z
      .strictObject({
        quarantine: limit.prefault({}),
        /** How long program code may take for a few rows (64) before it is broken off. */
        code: z.strictObject({ seconds: z.number().positive().default(60) }).prefault({}),
      })
      .prefault({}),
    entities: z.record(name, entity),
    codes: z.record(name, z.record(z.string(), scalar)).default({}),
    tests: z.array(test).default([]),
  })
  .superRefine((mapping, context) => {
    checkSources(mapping, context)
    refuseFiles(mapping, context)
    if (Object.keys(mapping.entities).length === 0) {
      const nothing = { code: 'too_small', origin: 'map', minimum: 1, inclusive: true } as const
      context.addIssue({ ...nothing, path: ['entities'], input: mapping.entities })
    }
    for (const [key, one] of Object.entries(mapping.entities)) {
      checkEntity(key, one, { mapping, context })
    }
    for (const [at, { entity: value }] of mapping.tests.entries()) {
      const options = Object.keys(mapping.entities)
      refuseUnknown(context, { value, path: ['tests', at, 'entity'], options })
    }
  })

/** An entity as it is written, defaults filled in. */
export type EntityText = z.output<typeof entity>
/** A field as it is written. */
export type FieldText = z.output<typeof field>
/** A test as it is written. */
export type MappingTest = z.output<typeof test>

type Context = Parameters<typeof refuseUnknown>[0]
interface Sourced {
  readonly source?: unknown
  readonly sources?: Readonly<Record<string, unknown>> | undefined
  readonly entities: Readonly<Record<string, EntityText>>
  readonly codes: Readonly<Record<string, unknown>>
}

function checkSources({ source, sources }: Sourced, context: Context): void {
  if ((source === undefined) !== (sources === undefined)) return
  const message = 'source | sources'
  context.addIssue({
    code: 'custom',
    path: [source === undefined ? 'version' : 'sources'],
    message,
  })
}

function checkEntity(
  key: string,
  one: EntityText,
  { mapping, context }: { mapping: Sourced; context: Context },
): void {
  const path = ['entities', key]
  const names = Object.keys(mapping.entities)
  const fields = Object.keys(one.fields)
  const refuse = (values: readonly string[], options: readonly string[], at: PropertyKey[]) => {
    values.forEach((value, index) => {
      refuseUnknown(context, { value, path: [...path, ...at, index], options })
    })
  }
  refuse(one.needs, names.slice(0, names.indexOf(key)), ['needs'])
  refuseUnknown(context, { value: one.to.unique, path: [...path, 'to', 'unique'], options: fields })
  refuse(one.to.same, fields, ['to', 'same'])
  refuse(one.measure.sum, fields, ['measure', 'sum'])
  refuse(one.measure.distinct, fields, ['measure', 'distinct'])
  refuse(
    one.measure.group.map((group) => fieldOf(group)),
    fields,
    ['measure', 'group'],
  )
  const options = Object.keys(mapping.sources ?? {})
  const { source } = one.from
  if (mapping.sources !== undefined || source !== undefined) {
    refuseUnknown(context, { value: source ?? '', path: [...path, 'from', 'source'], options })
  }
  const rules = [...one.exclude, ...one.interface, ...one.manual, ...one.assert]
  refuseDuplicates(context, { values: rules.map(({ id }) => id), at: () => path })
  checkSteps(one, { path, mapping, context })
}

function checkSteps(
  one: EntityText,
  { path, mapping, context }: { path: PropertyKey[]; mapping: Sourced; context: Context },
): void {
  const known = new Map([
    ['code', Object.keys(mapping.codes)],
    ['lookup', one.needs],
  ])
  for (const { step, value, by, at } of stepsOf(one)) {
    const options = known.get(step)
    if (options === undefined) continue
    refuseUnknown(context, { value: String(value), options, path: [...path, ...at] })
    const asked = mapping.entities[String(value)]
    if (by === undefined || asked === undefined) continue
    // A unique value that hallkit made itself (`key: true`) is nothing that another table can hold.
    const ways = 'key' in Object(asked.fields[asked.to.unique]) ? ['key'] : ['key', 'unique']
    refuseUnknown(context, { value: by, options: ways, path: [...path, ...at.slice(0, -1), 'by'] })
  }
}

/** Every step of an entity that has options, and where it stands. */
export function stepsOf(one: EntityText) {
  return Object.entries(one.fields).flatMap(([field, steps]) =>
    (Array.isArray(steps) ? steps : []).flatMap((written: string | object, index) => {
      const [step, value] = Object.entries(written)[0] ?? []
      if (typeof written === 'string' || step === undefined) return []
      const by = 'by' in written ? String(written.by) : undefined
      return [{ step, value, by, at: ['fields', field, index, step] as PropertyKey[] }]
    }),
  )
}

/** Whether any field of an entity reads a column: one that has nothing but its key brings no data. */
export function readsColumns(one: EntityText): boolean {
  const isColumn = Object.values(one.fields).some((field) => typeof field === 'string')
  return isColumn || stepsOf(one).some(({ step }) => ['get', 'first', 'concat'].includes(step))
}

/** The field of `year(accepted_at)`. */
export function fieldOf(group: string): string {
  return /\((.+)\)$/.exec(group)?.[1] ?? group
}
