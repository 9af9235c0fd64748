import type { codeProblems } from '../../errors/codes/code.js'
import type { Words } from '../words.js'

export const code: Words<typeof codeProblems> = {
  'HK-CODE-001': ({ file, codes }) => ({
    message: `${file} wants to run the program code ${codes
      .map(({ module, sha256 }) => `${module} (sha256 ${sha256})`)
      .join(', ')}, which does not run without consent`,
    fix: ['Compare the sha256 with whoever wrote it; if you trust it, run again with --allow-code'],
  }),
  'HK-CODE-002': ({ file, module, reason, detail }) => ({
    message: `${file}: the program code ${module} ${
      {
        missing: 'is not there',
        typescript: 'is TypeScript, which this Node.js does not run',
        changed: 'was changed while it was running',
        failed: `cannot be run: ${detail}`,
      }[reason]
    }`,
    fix: [
      {
        missing: 'Put it beside that file, or correct its name',
        typescript: 'Compile it to .mjs and name that, or use Node.js 22.18 or later',
        changed: 'Run again when the change is made; the mapping counts as a changed one',
        failed: 'Ask whoever wrote it; a .js file with import and export is to be named .mjs',
      }[reason],
    ],
  }),
}
