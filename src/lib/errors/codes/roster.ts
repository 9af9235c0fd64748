import { ExitCode } from '../exit-code.js'
import { finding, problem } from '../kinds.js'
import { provisionProblems } from './roster-provision.js'

/** What the `roster` room reports: problems stop the command, findings belong to a record. */
export const rosterProblems = {
  /** templates/roster.yaml speaks of a role or node that templates/roles.yaml does not have. */
  'HK-ROST-001': problem<{ file: string; word: string }>(ExitCode.usage),
  'HK-ROST-002': problem<{ unit: string; limit: number }>(ExitCode.usage),
  'HK-ROST-003': problem(ExitCode.usage),
  /** A decisions file names something that is not there, or that is there more than once. */
  'HK-ROST-006': problem<{ field: string; text: string; many: readonly string[] }>(ExitCode.usage),
  'HK-ROST-008': problem<{ suffix: string }>(ExitCode.usage),
  'HK-ROST-007': problem<{ text: string; nearest: readonly string[] }>(ExitCode.usage),
  'HK-ROST-005': problem<{ role: string; nearest: readonly string[] }>(ExitCode.usage),
  ...provisionProblems,
}

export const rosterFindings = {
  'HK-ROST-101': finding<{ role: string }>('error', '通知附件1表2'),
  'HK-ROST-102': finding<{ name: string; others: readonly string[] }>('warning', 'DESIGN §7'),
  'HK-ROST-103': finding<{ workNo: string; name: string; other: string }>('error', 'DESIGN §4'),
  'HK-ROST-104': finding<{ text: string; nearest: readonly string[] }>('warning', 'hall §8.3'),
  'HK-ROST-105': finding<{ text: string; nearest: readonly string[] }>('warning', 'hall §8.3'),
  'HK-ROST-106': finding<{ masked: string }>('warning', 'hall §8.2'),
  'HK-ROST-107': finding<{ text: string }>('error', '通知附件1表2'),
  'HK-ROST-108': finding<{ text: string }>('hint', '通知附件1表2'),
  'HK-ROST-109': finding<{ names: number; numbers: number }>('warning', '通知附件1表2'),
  'HK-ROST-110': finding<{ text: string }>('warning', 'DESIGN §7'),
  /** Rows of one name, other posts, one mobile number: taken for one person. */
  'HK-ROST-111': finding<{ name: string; posts: readonly string[]; phone: string }>(
    'hint',
    'DESIGN §7',
  ),
  'HK-ROST-112': finding<{ text: string }>('warning', '通知附件1表2'),
  'HK-ROST-113': finding<{ text: string }>('warning', '通知附件1表2'),
  'HK-ROST-114': finding<{ said: string; names: number }>('warning', '附表1'),
  /** A corrected edition of a sheet took the place of an older one; `left` are people whom only the older one names. */
  'HK-ROST-115': finding<{ newer: string; people: number; left: readonly string[] }>(
    'hint',
    'DESIGN §6',
  ),
  'HK-ROST-201': finding<{ unit: string; role: string; have: number; min: number; clause: string }>(
    'error',
    'hall §8.4 S12',
  ),
  'HK-ROST-202': finding<{
    unit: string
    role: string
    max: number
    names: readonly string[]
    clause: string
  }>('error', 'hall §8.4 S12'),
  'HK-ROST-203': finding<{
    rule: string
    unit: string
    name: string
    nodes: readonly string[]
    item: string
    items: number
    reason: string
  }>('error', 'hall §8.4 S4 S5'),
  'HK-ROST-204': finding<{ rule: string; unit: string; name: string; roles: readonly string[] }>(
    'error',
    'hall §8.4 S1 S2 S3',
  ),
  'HK-ROST-205': finding<{ unit: string; nodes: readonly string[]; count: number }>(
    'hint',
    'hall §8.4 S12',
  ),
  'HK-ROST-206': finding<{
    name: string
    unit: string
    others: readonly string[]
    by: 'workNo' | 'phone'
  }>('warning', 'DESIGN §7'),
  'HK-ROST-207': finding<{ unit: string; count: number; items: readonly string[] }>(
    'warning',
    'DESIGN §7',
  ),
  'HK-ROST-208': finding<{ unit: string; text: string; nearest: readonly string[]; lines: number }>(
    'warning',
    '通知附件1表2',
  ),
  'HK-ROST-209': finding<{ unit: string; name: string; items: number }>('warning', '通知附件2'),
  'HK-ROST-210': finding<{ unit: string; name: string; items: number }>('warning', '通知附件2'),
  'HK-ROST-211': finding<{ unit: string }>('error', 'DESIGN §7'),
  'HK-ROST-212': finding<{ unit: string; have: number; min: number; max: number; clause: string }>(
    'warning',
    'hall §1',
  ),
  'HK-ROST-213': finding<{ unit: string; text: string; lines: number }>('warning', '通知附件1表2'),
  'HK-ROST-214': finding<{
    rule: string
    unit: string
    name: string
    nodes: readonly string[]
    max: number
    item: string
    items: number
  }>('warning', 'hall §8.4 S12'),
  'HK-ROST-215': finding<{
    rule: string
    unit: string
    name: string
    approvedBy: string
    until: string
  }>('hint', 'hall §8.4'),
  'HK-ROST-216': finding<{
    rule: string
    object: string
    events: readonly string[]
    actors: readonly string[]
  }>('error', 'hall §8.4 S3—S11'),
  'HK-ROST-217': finding<{ unit: string; name: string }>('warning', 'hall §8.2'),
  'HK-ROST-218': finding<{ unit: string; role: string; names: readonly string[] }>(
    'hint',
    'hall §8.2',
  ),
  'HK-ROST-219': finding<{ unit: string; item: string; sum: string; promised: string }>(
    'warning',
    'hall §8.2',
  ),
  'HK-ROST-220': finding<{ unit: string; item: string; node: string; person: string }>(
    'warning',
    'DESIGN §7',
  ),
  'HK-ROST-221': finding<{
    unit: string
    name: string
    workNo: string
    day: string
    lines: number
    items: readonly string[]
  }>('warning', 'DESIGN §7'),
  /** The last administrator of the county or a unit is not in post on the drill day. */
  'HK-ROST-222': finding<{ unit: string; role: string; names: readonly string[]; day: string }>(
    'error',
    'hall §8.1',
  ),
  'HK-ROST-223': finding<{
    unit: string
    node: string
    item: string
    people: readonly string[]
    count: number
  }>('warning', 'DESIGN §7'),
  /** A plan wants to take the last holder of a role away; an apply leaves that account alone. */
  'HK-ROST-224': finding<{ unit: string; workNo: string; name: string; role: string }>(
    'warning',
    'hall §8.1',
  ),
}
