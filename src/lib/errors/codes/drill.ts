import { ExitCode } from '../exit-code.js'
import { finding, problem } from '../kinds.js'

/** What the `drill` room reports: problems stop the command, findings belong to a record. */
export const drillProblems = {
  /** A name in a script or in the list of plays stands for nothing. */
  'HK-DRILL-001': problem<{ file: string; at: string; name: string; known?: readonly string[] }>(
    ExitCode.usage,
  ),
  'HK-DRILL-002': problem<{ folder: string }>(ExitCode.usage),
  /** The journal is damaged in the middle: a line, the chain of hashes, or the order of numbers. */
  'HK-DRILL-003': problem<{ file: string; line: number; what: 'line' | 'chain' | 'order' }>(
    ExitCode.usage,
  ),
  'HK-DRILL-004': problem<{ file: string; what: 'other' | 'changed' | 'unreadable' }>(
    ExitCode.usage,
  ),
  /** No such requirement, or no such unit, in this run. */
  'HK-DRILL-005': problem<{
    what: 'requirement' | 'unit' | 'run' | 'step' | 'script' | 'batch' | 'theme'
    name: string
    nearest: readonly string[]
  }>(ExitCode.usage),
  'HK-DRILL-006': problem<{ steps: readonly string[] }>(ExitCode.unreachable),
  /** No hall is named to drill in. */
  'HK-DRILL-007': problem(ExitCode.usage),
  /** The hall's time is past the beginning of the drill: it was drilled in before. */
  'HK-DRILL-008': problem<{ url: string; time: string; from: string }>(ExitCode.usage),
  /** Every window is over by the clock on the wall. */
  'HK-DRILL-009': problem<{ last: string }>(ExitCode.usage),
  /** Only people can go on. */
  'HK-DRILL-010': problem<{ steps: number; units: readonly string[] }>(ExitCode.paused),
  /** A request that does not fit the run as it stands. */
  'HK-DRILL-011': problem<{
    what:
      | 'finished'
      | 'settled'
      | 'not-human'
      | 'window'
      | 'clock'
      | 'gate'
      | 'idle'
      | 'played'
      | 'observed'
      | 'exports'
      | 'verdict'
      | 'known'
      | 'object'
    name: string
  }>(ExitCode.usage),
  /** Nothing is due before that moment, and nobody shall wait for it. */
  'HK-DRILL-019': problem<{ at: string }>(ExitCode.paused),
  /** In a drill in real time the hall's clock is off: so many seconds ahead of the wall's, behind when negative. */
  'HK-DRILL-020': problem<{ url: string; told: string; wall: string; seconds: number }>(
    ExitCode.unreachable,
  ),
  /** A file handed in as evidence cannot be read. */
  'HK-DRILL-012': problem<{ file: string; cause: string }>(ExitCode.usage),
  /** A plan file that is there already. */
  'HK-DRILL-013': problem<{ file: string }>(ExitCode.usage),
  /** A safeguard of the plan stopped the run: `count` of `of` where `max` was allowed, over so long. */
  'HK-DRILL-014': problem<{
    watch: 'hall.up' | 'errorRate' | 'ledger'
    count: number
    of: number | null
    max: string
    over: string | null
  }>(ExitCode.stopped),
  /** A plan that asks for less than the notice, or than the plan above it. */
  'HK-DRILL-015': problem<{ key: string; clause: string; theirs: string; mine: string }>(
    ExitCode.usage,
  ),
  /** A workbook without any sheet of a plan. */
  'HK-DRILL-016': problem<{ file: string }>(ExitCode.usage),
  /** A county's rehearsal whose process ended without an answer; `detail` is the last that it said. */
  'HK-DRILL-017': problem<{ detail: string }>(ExitCode.findings),
}

export const drillFindings = {
  /** A cell of a plan's workbook that cannot be taken; nothing of the workbook is. */
  'HK-DRILL-141': finding<{
    what:
      | 'empty'
      | 'unknown'
      | 'day'
      | 'time'
      | 'order'
      | 'number'
      | 'quota'
      | 'twice'
      | 'missing'
      | 'span'
    field: string
    text: string
    expected: readonly string[]
  }>('error', 'drill plan workbook'),
  /** A key that stands looser than in the plan above, allowed by name. */
  /** What a run's locked plan was made from was changed since; the run goes on by its locked plan. */
  'HK-DRILL-112': finding<{
    run: string
    changed: readonly ('plan' | 'scripts' | 'notice' | 'items' | 'people' | 'articles')[]
  }>('warning', 'reference drill §10: resume'),
  'HK-DRILL-111': finding<{
    key: string
    clause: string
    theirs: string
    mine: string
    because: string
  }>('hint', 'reference drill §8: extends'),
  /** Fewer articles than the quota. */
  'HK-DRILL-101': finding<{ unit: string; column: string; have: number; need: number }>(
    'warning',
    'notice: articles per column (附表3)',
  ),
  /** Nobody can play a role. */
  'HK-DRILL-102': finding<{ unit: string; script: string; role: string }>(
    'warning',
    'notice: roles per unit',
  ),
  /** No countable item whose nodes are all staffed. */
  'HK-DRILL-103': finding<{ unit: string; script: string }>(
    'warning',
    'notice: cases at the required depth',
  ),
  /** More work than the windows hold. */
  'HK-DRILL-104': finding<{
    person: string
    batch: string
    steps: number
    minutes: number
    open: number
    left: number
    unit: string
    /** What would fit, each by itself: more people, more windows, rounds of all, units moved; 0 or empty: nothing does. */
    people: number
    windows: number
    rounds: number
    of: number
    move: readonly string[]
    to: string
  }>('warning', 'notice: batch windows'),
  /** More accounts act in a unit than people may sit at the keys. */
  'HK-DRILL-105': finding<{ units: readonly string[]; max: number }>(
    'hint',
    'notice: participants per unit',
  ),
  /** A theme of the notice that no play covers. */
  'HK-DRILL-106': finding<{ theme: string }>('warning', 'notice: themes'),
  /** A step that nothing in the hall proves: a person's word is all there will be. */
  'HK-DRILL-107': finding<{ script: string; step: string }>('hint', 'DESIGN 9: seen'),
  /** A file among exported lists that is none. */
  'HK-DRILL-134': finding<{ mutex: string | null }>('warning', 'drills/plan.yaml'),
  'HK-DRILL-131': finding<{ headers: readonly string[] }>('warning', 'templates/exports.yaml'),
  /** A row of an exported list of which something cannot be used. */
  'HK-DRILL-132': finding<{ what: 'unit' | 'moment' | 'id'; field: string; text: string }>(
    'warning',
    'templates/exports.yaml',
  ),
  /** A rule of the cast that no step of any script falls under. */
  'HK-DRILL-108': finding<{ role: string }>('warning', 'drill plan: cast'),
  /** A negative test that the hall let through. */
  'HK-DRILL-109': finding<{
    rule: string
    unit: string
    step: string
    account: string
    lines: readonly number[]
  }>('error', 'reference hall §8.4: separation of duties'),
  /** Negative tests that prove nothing: not played, or refused for something else. */
  'HK-DRILL-110': finding<{ rule: string; count: number; units: readonly string[] }>(
    'warning',
    'reference hall §8.4: separation of duties',
  ),
}
