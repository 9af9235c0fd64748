import type { demoFindings, demoProblems } from '../../errors/codes/demo.js'
import type { Words } from '../words.js'

export const demo: Words<typeof demoProblems> & Words<typeof demoFindings> = {
  'HK-DEMO-001': ({ dir, what, notice }) => ({
    message:
      what === 'notice'
        ? `"${dir}" is the workspace of another notice (${notice}); the demo leaves it alone`
        : `"${dir}" is a workspace in use that no demo made; the demo leaves it alone`,
    fix: [
      'Name a new or empty folder with --keep',
      'To drill in this workspace, see the next step with: hallkit status',
    ],
  }),
  'HK-DEMO-002': ({ asked, planned }) => ({
    message: `The drill in this folder was planned with seed ${planned}, not ${asked}`,
    fix: [
      `Go on with it: add --seed ${planned}`,
      'For another seed, name a new folder with --keep',
    ],
  }),
}
