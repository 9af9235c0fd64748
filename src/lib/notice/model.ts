/** A day, `2015-04-08`. */
export type Day = string

/** A person who must act, owed by a unit: `min`..`max` people in a role (a role of templates/roles.yaml). */
export interface RoleDuty {
  readonly role: string
  readonly title: string
  readonly min: number
  readonly max: number | null
  readonly clause: string
  readonly inferred: boolean
}

/**
 * A form or act owed by a day. `who` is `unit` (every unit), `office` (the office that runs the drill) or a name.
 * `requirement`: owed only by the batches that owe it. `byBatch`: due on the unit's own batch day, `due` being the last
 * of them. `neededBy`: the day that uses it,
 * when the notice's own schedule needs it by then.
 */
export interface Obligation {
  readonly id: string
  readonly title: string
  readonly who: string
  readonly to: string
  readonly form: string | null
  readonly requirement: string | null
  readonly due: Day
  readonly byBatch: boolean
  readonly neededBy: Day | null
  readonly clause: string
  readonly inferred: boolean
}

/** A drill day of one batch: office windows in local time, `['08:30', '12:00']`. */
export interface Batch {
  readonly id: string
  readonly title: string
  readonly day: Day
  readonly windows: readonly (readonly [string, string])[]
  readonly clause: string
}

/** A unit of the list: code (USCC), names a sheet may use, batch and whether it deals with investment projects. */
export interface Unit {
  readonly code: string
  readonly name: string
  readonly short: string
  readonly aliases: readonly string[]
  readonly batch: string
}

/** A theme of the drill and the script that plays it. */
export interface Theme {
  readonly id: string
  readonly title: string
  readonly clause: string
}

/**
 * A quota: at least `atLeast` observed hall events `counts` per unit (and per column), within the unit's batch day.
 * `batches` names who owes it (all batches when the file names none); `where` is CEL over `{item}` (an Item) and narrows
 * the cases that count; `exempt` is CEL over `{unit, items}` (a Unit and its Items) with its reason.
 */
export interface Requirement {
  readonly id: string
  readonly theme: string
  readonly title: string
  readonly counts: string
  readonly atLeast: number
  readonly each: readonly ('unit' | 'column')[]
  readonly batches: readonly string[]
  readonly where: string | null
  readonly exempt: { readonly when: string; readonly because: string } | null
  readonly clause: string
  readonly inferred: boolean
}

/** A share that the notice sets as a target: items for which CEL over `{item}` holds, e.g. 2/3 of stored items at depth 3. */
export interface Target {
  readonly id: string
  readonly title: string
  readonly numerator: string
  readonly denominator: string
  readonly atLeast: readonly [number, number]
  readonly due: Day
  readonly clause: string
  readonly inferred: boolean
}

/** A report that the notice demands: its required headings are the notice's own phrases. */
export interface ReportDuty {
  readonly id: string
  readonly title: string
  /** The title on the paper, its lines broken by meaning. */
  readonly paper: readonly string[]
  readonly to: string
  readonly due: Day
  readonly headings: readonly string[]
  readonly clause: string
}

/** Something that the notice leaves open and a workspace may settle: which batches owe a requirement. */
export interface Choice {
  readonly id: string
  readonly title: string
  readonly requirement: string
  readonly clause: string
}

/** An annex that the notice names; `present` tells whether its text came with it. */
export interface Annex {
  readonly name: string
  readonly title: string
  readonly present: boolean
  readonly clause: string
}

/** A notice pack (`templates/notices/<id>/notice.yaml`), resolved and checked. */
export interface NoticePack {
  readonly id: string
  readonly title: string
  readonly number: string
  readonly issuer: string
  readonly issued: Day
  readonly region: { readonly code: string; readonly name: string }
  readonly place: string
  /** The office that runs the drill and holds the county-wide roles; `inferred` when its code is ours. */
  readonly office: { readonly code: string; readonly name: string; readonly inferred: boolean }
  readonly batches: readonly Batch[]
  readonly units: readonly Unit[]
  /** Where the unit list comes from; `inferred` when the notice's annex is not in its text. */
  readonly unitsSource: { readonly clause: string; readonly inferred: boolean }
  readonly columns: readonly string[]
  readonly themes: readonly Theme[]
  readonly roles: readonly RoleDuty[]
  readonly participants: { readonly min: number; readonly max: number; readonly clause: string }
  readonly requirements: readonly Requirement[]
  readonly targets: readonly Target[]
  /** Rules by finding code, at the level that this notice sets; they win over those of a profile. */
  readonly levels?: Readonly<Record<string, 'error' | 'warning' | 'hint' | 'off'>>
  readonly obligations: readonly Obligation[]
  readonly reports: readonly ReportDuty[]
  readonly choices: readonly Choice[]
  readonly annexes: readonly Annex[]
}
