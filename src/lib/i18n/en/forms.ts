import type { formsProblems } from '../../errors/codes/forms.js'
import type { Words } from '../words.js'

export const forms: Words<typeof formsProblems> = {
  'HK-FORM-001': ({ files }) => ({
    message: `Files of that name exist and were not overwritten: ${files.slice(0, 3).join(', ')}${files.length > 3 ? ` and ${files.length - 3} more` : ''}`,
    fix: [
      'Choose another folder with --output',
      'Add --force once you are sure that nobody has filled the old ones',
    ],
  }),
  'HK-FORM-002': ({ form, known }) => ({
    message: `Nothing in the store can fill the form ${form}`,
    fix: [`Forms that can be filled: ${known.join(', ')}`, 'Leave out --filled for blank sheets'],
  }),
  'HK-FORM-004': ({ form, known }) => ({
    message: `The lines of the form ${form} are not kept one by one`,
    fix: [`Forms to look at: ${known.join(', ')}`, 'Items: items list; people: users list'],
  }),
  'HK-FORM-003': ({ flag }) => ({
    message: `${flag} needs a workspace: the units and the stored records are there`,
    fix: [
      'Run it inside a workspace or name one with --workspace',
      'Outside a workspace, name the units with --unit',
    ],
  }),
}
