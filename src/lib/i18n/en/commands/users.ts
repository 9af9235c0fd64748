import type { CommandTexts } from '../../words.js'
import { usersProvision } from './users-provision.js'

/** English help of `users`, by command id. */
export const users: CommandTexts = {
  ...usersProvision,
  'users check': {
    summary: 'Check who does what: nodes held, A/B posts, required roles, separation of duties',
    description:
      'Each finding names its row, its reason and what to do. Separations that show only on cases are listed for the drill. Writes nothing.',
    args: {},
    flags: { unit: 'Only one unit: code, name or short name' },
    examples: ['Check every unit', 'Check one unit'],
  },
  'users export': {
    summary: 'Write users, roles and node assignments as sheets or for other systems',
    description:
      'xlsx is the mapping that unit heads sign; table2 is the staff form filled, one file for each unit; scim, keycloak and ldif are for identity systems. None holds a password, only table2 holds telephones.',
    args: {},
    flags: {
      format: 'Format',
      unit: 'Only one unit: code, name or short name',
      output: 'The file to write, for table2 the folder; in out/ of the workspace if not given',
      suffix:
        'Suffix of the directory for ldif, such as dc=menghai,dc=gov,dc=cn; dc=hall,dc=local if not given',
    },
    examples: ['The mapping to print and sign', 'The filled staff form of one unit'],
  },
  'users generate': {
    summary: 'Make users, roles and node assignments from people and items',
    description:
      'Work numbers are kept in roster.lock.yaml and stay. Each assignment gives its reason; gaps that a person must settle are listed with proposals.',
    args: {},
    flags: {
      applicants: 'How many drill applicants; remembered once given, one per unit until then',
    },
    examples: ['Make users and assignments'],
  },
  'users list': {
    summary: 'List the users and their roles',
    description:
      'Computed from the people and items in the store, as users generate does; writes nothing.',
    args: {},
    flags: {
      unit: 'Only one unit: code, name or short name',
      role: 'Only one role: its id in roles.yaml',
    },
    examples: ['List the users of one unit'],
  },
  'users resolve': {
    summary: 'Decide who holds the nodes that nobody holds',
    description:
      'Asks one by one, or reads a decisions file. What was decided is kept in roster.decisions.yaml and followed by every later generation; what a staff sheet says comes first.',
    args: {},
    flags: {
      decisions: 'Decisions file (YAML): unit, item, node, person, by name or by code',
      output: 'Decide nothing: write the gaps and proposals as a decisions file to be filled in',
      force: 'Overwrite what is there',
    },
    examples: ['Decide one by one', 'Decide by a file', 'Write a decisions file to be filled in'],
  },
  'users show': {
    summary: 'Show one user: roles, nodes held and why',
    description:
      'By work number or name; namesakes are all shown. Shows no telephone and writes nothing.',
    args: { user: 'Work number or name' },
    flags: {},
    examples: ['Show by name'],
  },
}
