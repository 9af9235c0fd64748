import type { StepCounts, VerdictCounts } from '../drill/index.js'
import type { Finding } from '../errors/index.js'
import type { FileResult } from '../inbox/index.js'
import type { IntakeCounts } from '../workspace/index.js'

/** The stages of the line, in order. */
const stages = ['workspace', 'import', 'mapping', 'hall', 'drill', 'report'] as const
export type DemoStage = (typeof stages)[number]

/** What the demo tells while it goes on. */
export type DemoEvent =
  | {
      readonly kind: 'stage'
      readonly stage: DemoStage
      readonly no: number
      readonly of: number
    }
  | {
      readonly kind: 'file'
      readonly done: number
      readonly of: number
      readonly result: FileResult
    }
  | { readonly kind: 'account'; readonly done: number; readonly of: number }
  | ({ readonly kind: 'step'; readonly at: string; readonly total: number } & StepCounts)
  | { readonly kind: 'note'; readonly finding: Finding }

/** A stage begins. */
export function begins(stage: DemoStage): DemoEvent {
  return { kind: 'stage', stage, no: stages.indexOf(stage) + 1, of: stages.length }
}

/** Mistakes planted in the fixtures, and those of them that the import named at their row. */
export interface Planted {
  readonly expected: number
  readonly found: number
  readonly missed: readonly { readonly file: string; readonly row: number; readonly kind: string }[]
}

/** What the hall holds at the end, asked of it over HTTP. */
export interface HallCounts {
  readonly cases: number
  readonly projects: number
  readonly articles: number
  readonly consultations: number
  readonly complaints: number
  readonly events: number
}

/** The line in figures. In `items` and `people`, read = stored + unchanged + quarantined. */
export interface DemoResult {
  readonly dir: string
  readonly units: number
  readonly items: IntakeCounts
  readonly people: IntakeCounts
  readonly articles: IntakeCounts
  readonly planted: Planted
  readonly users: number
  readonly assignments: number
  readonly gaps: number
  readonly drill: {
    readonly run: string
    readonly steps: number
    readonly done: number
    readonly failed: number
    readonly requirements: VerdictCounts
  }
  readonly hall: HallCounts
  readonly conclusion: string
  /** The units' own workbooks with their mistakes marked, by path. */
  readonly returned: readonly string[]
  readonly reports: readonly string[]
}
