import type { CommandTexts } from '../../words.js'

const hall = {
  hall: "Address of the hall; if not given that of the workspace's settings, else the running local one",
  'token-file': 'File with the admin token of the hall',
}

/** English help of `users plan`, `users apply` and `users diff`. */
export const usersProvision: CommandTexts = {
  'users plan': {
    summary: 'Compare users with the accounts of a hall and save what would be done',
    description:
      'Reads the hall and writes a plan: create, update, move, re-enable, disable, conflict, unmanaged, each with its reason, and the separations of duties that it would break. The plan holds no password; the hall is not touched.',
    args: {},
    flags: { ...hall, output: 'Where the plan is saved; out/users-plan.json if not given' },
    examples: ['Compare and save the plan'],
  },
  'users apply': {
    summary: 'Do what a plan of accounts says',
    description:
      'Refuses when the accounts of the hall changed after the plan was made. Nothing is deleted; leavers are disabled and accounts of others taken over only when asked; the last administrator is never disabled. Killed anywhere, the same command goes on.',
    args: { plan: 'Plan saved by users plan' },
    flags: {
      hall: 'Address of the hall; that of the plan if not given',
      'token-file': 'File with the admin token of the hall',
      handout:
        'Folder outside the workspace for slips with first passwords, one .docx per unit, readable by you only; beside the workspace if not given',
      'no-passwords': 'Make accounts without password, for halls with single sign-on',
      prune: 'What happens to accounts of ours that are no users any more',
      adopt: 'Take over an account that the plan calls a conflict; may be given several times',
    },
    examples: ['Make the accounts'],
  },
  'users diff': {
    summary: 'Show how the accounts of a hall differ from the users',
    description:
      'Reads only. Says field by field what the hall has and what it should have; ends with exit code 1 when anything differs.',
    args: {},
    flags: hall,
    examples: ['Look for differences'],
  },
}
