import type { z } from 'zod'
import { AppError, isProblem, type ProblemParams, together } from '../errors/index.js'
import { nearest } from '../text/index.js'
import { knownKeys } from './known-keys.js'
import type { Places, Position } from './places.js'

type Issue = z.core.$ZodIssue
type Path = readonly PropertyKey[]
type Rule = ProblemParams<'HK-YAML-005'>['rule']

/** What is needed to say where a schema's issue stands in the file. */
export interface ProblemSite {
  readonly file: string
  readonly value: unknown
  readonly schema: z.ZodType
  readonly places: Places
}

/** The issues as one error, each with its position; unknown keys first, then in file order. */
export function problemsOf(issues: readonly Issue[], site: ProblemSite): AppError {
  const flat = issues.flatMap((issue) => flatten(issue, []))
  const placed = flat.map((issue) => ({ issue, position: positionOf(issue, site) }))
  placed.sort((a, b) => rank(a.issue) - rank(b.issue) || before(a.position, b.position))
  const told = placed.map(({ issue, position }) =>
    toError(issue, site, { file: site.file, ...position }),
  )
  return together(told.filter((one) => !isToldAsMistyped(one, told)))
}

/** Whether a missing key is only one that somebody mistyped, which is told already. */
function isToldAsMistyped(one: AppError, told: readonly AppError[]): boolean {
  if (!isProblem(one, 'HK-YAML-004')) return false
  const { key, path } = one.params
  return told.some(
    (other) =>
      isProblem(other, 'HK-YAML-003') &&
      other.params.path === path &&
      other.params.nearest.includes(key),
  )
}

function toError(issue: Issue, site: ProblemSite, place: Site): AppError {
  const path = pathText(issue.path)
  if (issue.code === 'unrecognized_keys') {
    const [key = ''] = issue.keys
    const known = knownKeys(site.schema, issue.path, site.value)
    return new AppError('HK-YAML-003', { ...place, key, path, known, nearest: nearest(key, known) })
  }
  if (isMissing(issue, site)) {
    const key = String(issue.path.at(-1))
    return new AppError('HK-YAML-004', { ...place, key, path: pathText(issue.path.slice(0, -1)) })
  }
  const found = shown(valueAt(site.value, issue.path))
  if (customRule(issue) === 'duplicate')
    return new AppError('HK-YAML-002', { ...place, key: found })
  const options = optionsOf(issue)
  if (options) {
    return new AppError('HK-YAML-006', {
      ...place,
      path,
      found,
      options,
      nearest: nearest(found, options),
    })
  }
  return new AppError('HK-YAML-005', { ...place, path, found, ...ruleOf(issue) })
}

interface Site extends Position {
  readonly file: string
}

function optionsOf(issue: Issue): readonly string[] | undefined {
  if (issue.code === 'invalid_value') return issue.values.map(String)
  // No branch of a union has the value that tells its branches apart.
  if (issue.code === 'invalid_union' && 'options' in issue) return issue.options?.map(String)
  if (customRule(issue) !== 'reference' || issue.code !== 'custom') return undefined
  const options: unknown = issue.params?.['options']
  return Array.isArray(options) ? options.map(String) : []
}

function customRule(issue: Issue): unknown {
  return issue.code === 'custom' ? issue.params?.['rule'] : undefined
}

function ruleOf(issue: Issue): { rule: Rule; expected: string } {
  switch (issue.code) {
    case 'invalid_type':
      return { rule: 'type', expected: issue.expected }
    case 'too_small':
      return { rule: 'too-small', expected: String(issue.minimum) }
    case 'too_big':
      return { rule: 'too-big', expected: String(issue.maximum) }
    case 'invalid_format':
      return { rule: 'format', expected: issue.pattern ?? issue.format }
    default:
      return {
        rule: customRule(issue) === 'expression' ? 'expression' : 'other',
        expected: issue.message,
      }
  }
}

/** A union's issue is the issues of the branch that got furthest; unknown keys are told one by one. */
function flatten(issue: Issue, above: Path): Issue[] {
  const placed = { ...issue, path: [...above, ...issue.path] }
  if (placed.code === 'unrecognized_keys')
    return placed.keys.map((key) => ({ ...placed, keys: [key] }))
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [placed]
  const branches = issue.errors.map((branch) =>
    branch.flatMap((inner) => flatten(inner, placed.path)),
  )
  const deep = branches.filter((branch) => branch.every((inner) => !isTopType(inner, placed.path)))
  if (deep.length > 0) return deep.reduce((a, b) => (b.length < a.length ? b : a))
  const expected = branches
    .flat()
    .flatMap((inner) => (inner.code === 'invalid_type' ? [inner.expected] : []))
  return [{ ...placed, code: 'custom', message: expected.join(' | ') } as Issue]
}

function isTopType(issue: Issue, path: Path): boolean {
  return issue.code === 'invalid_type' && issue.path.length === path.length
}

function isMissing(issue: Issue, site: ProblemSite): boolean {
  if (issue.path.length === 0) return false
  return valueAt(site.value, issue.path) === undefined
}

function positionOf(issue: Issue, site: ProblemSite): Position {
  if (issue.code === 'unrecognized_keys') return site.places.key(issue.path, issue.keys[0] ?? '')
  return site.places.value(issue.path)
}

function rank(issue: Issue): number {
  return issue.code === 'unrecognized_keys' ? 0 : 1
}

function before(a: Position, b: Position): number {
  return a.line - b.line || a.column - b.column
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((inner, step) => {
    // Any object can be asked for a key; what comes back is unknown again.
    return typeof inner === 'object' && inner !== null
      ? (inner as Record<PropertyKey, unknown>)[step]
      : undefined
  }, value)
}

function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
  return text.length > 60 ? `${text.slice(0, 59)}…` : text
}

/** `requirements[2].each`. */
function pathText(path: Path): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`
    return text === '' ? String(step) : `${text}.${String(step)}`
  }, '')
}
