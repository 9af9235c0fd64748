import type { provisionProblems } from '../../errors/codes/roster-provision.js'
import type { Words } from '../words.js'

const NAMED = 5

function named(what: string, all: readonly string[]): string[] {
  if (all.length === 0) return []
  const more = all.length > NAMED ? ` and ${all.length - NAMED} more` : ''
  return [`${what} ${all.slice(0, NAMED).join(', ')}${more}`]
}

export const provision: Words<typeof provisionProblems> = {
  'HK-ROST-301': ({ file, at }) => ({
    message:
      at === ''
        ? `Not a plan of accounts: ${file}`
        : `The plan of accounts is wrong: ${file}, ${at}`,
    fix: ['Make the plan again with hallkit users plan.'],
  }),
  'HK-ROST-302': ({ file }) => ({
    message: `The plan ${file} was made by another workspace and cannot be applied here.`,
    fix: ['Make a plan in this workspace with hallkit users plan.'],
  }),
  'HK-ROST-303': ({ changed, added, gone }) => ({
    message: `Accounts of the hall changed after the plan was made: ${[
      ...named('changed', changed),
      ...named('new', added),
      ...named('gone', gone),
    ].join('; ')}. Nothing was done.`,
    fix: ['Run hallkit users plan again, look at the new plan, then apply that one.'],
  }),
  'HK-ROST-304': ({ workNo }) => ({
    message: `Account ${workNo} is no conflict of the plan and cannot be adopted.`,
    fix: ['--adopt is for accounts that the plan calls a conflict; check the work number.'],
  }),
  'HK-ROST-306': ({ dir, workspace }) => ({
    message: `A handout of passwords must not lie inside the workspace: ${dir}`,
    fix: [
      `The workspace (${workspace}) is backed up and passed on; choose a folder that only you can read.`,
    ],
  }),
  'HK-ROST-307': ({ file }) => ({
    message: `Cannot read an earlier handout: ${file}. Its passwords may be in use; nothing was done.`,
    fix: [
      'Restore the file, or move it away; before that, make sure that all its accounts are in the hall.',
    ],
  }),
  'HK-ROST-308': ({ dir, hall, note }) => ({
    message: `The last apply to the hall ${hall} was cut short. Its slips are in ${dir}, some for accounts that do not exist yet; going on elsewhere would give those people two passwords.`,
    fix: [
      `Go on with the same hall and the same folder: --handout "${dir}"`,
      `If all slips there are destroyed, delete ${note} first.`,
    ],
  }),
}
