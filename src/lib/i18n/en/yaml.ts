import type { YamlPlace, yamlFindings, yamlProblems } from '../../errors/codes/yaml.js'
import type { Words } from '../words.js'

const where = ({ file, line, column }: YamlPlace) => `${file}:${line}:${column}`
const under = (path: string) => (path === '' ? '' : ` under ${path}`)
const perhaps = (names: readonly string[]) =>
  names.length > 0 ? [`Did you mean ${names.map((n) => `"${n}"`).join(' or ')}?`] : []

/** The keys that may stand there, as far as they fit on a line. */
const usable = (keys: readonly string[]) => {
  if (keys.length === 0) return ['Remove the key']
  return [
    `Keys that mean something here: ${keys.slice(0, 12).join(', ')}${keys.length > 12 ? ' ...' : ''}`,
  ]
}

const hints = {
  '': 'Check indentation, colons and quotes against a shipped file',
  'full-width-colon': 'The line has a full-width colon; write ": " (half-width, then a space)',
  tab: 'YAML refuses tabs for indentation; use spaces',
  'many-documents': 'A file holds one document; remove what follows "---"',
  tag: 'Tags ("!...") are not supported; remove it',
} as const

const unopened: Readonly<Record<string, string>> = {
  EISDIR: 'This is a folder; name a file in it',
  EACCES: 'You may not read it; check its permissions',
  EPERM: 'You may not read it; check its permissions',
  EBUSY: 'Another program holds it; close that first',
}

const wanted = {
  type: (expected: string) => `${expected} expected`,
  'too-small': (expected: string) => `must be at least ${expected}`,
  'too-big': (expected: string) => `must be at most ${expected}`,
  format: (expected: string) => `must match ${expected}`,
  expression: (expected: string) => `bad expression: ${expected}`,
  other: (expected: string) => expected,
} as const

export const yaml: Words<typeof yamlProblems> & Words<typeof yamlFindings> = {
  'HK-YAML-001': (p) => ({
    message: `${where(p)} is not valid YAML: ${p.detail}`,
    fix: [hints[p.hint]],
  }),
  'HK-YAML-002': (p) => ({
    message: `${where(p)} key "${p.key}" stands twice`,
    fix: ['Write each key once; merge or remove one of them'],
  }),
  'HK-YAML-003': (p) => ({
    message: `${where(p)} unknown key "${p.key}"${under(p.path)}`,
    fix: p.nearest.length > 0 ? perhaps(p.nearest) : usable(p.known),
  }),
  'HK-YAML-004': (p) => ({
    message: `${where(p)} "${p.key}" is missing${under(p.path)}`,
    fix: [`Add "${p.key}: ..."`],
  }),
  'HK-YAML-005': (p) => ({
    message: `${where(p)} value "${p.found}" of ${p.path}: ${wanted[p.rule](p.expected)}`,
    fix: ['Correct the value and try again'],
  }),
  'HK-YAML-006': (p) => ({
    message: `${where(p)} value "${p.found}" of ${p.path} is not one of the choices`,
    fix: [...perhaps(p.nearest), `Choices: ${p.options.join(', ')}`],
  }),
  'HK-YAML-007': ({ file, reason }) => ({
    message:
      reason === 'ENOENT'
        ? `File ${file} does not exist`
        : `File ${file} cannot be opened (${reason})`,
    fix: [unopened[reason] ?? 'Check the path and the name'],
  }),
  'HK-YAML-008': ({ file }) => ({
    message: `${file} is not encoded in UTF-8`,
    fix: ['Save it again as UTF-8'],
  }),
}
