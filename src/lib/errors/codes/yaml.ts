import { ExitCode } from '../exit-code.js'
import { problem } from '../kinds.js'

/** Where in a YAML file: 1-based line and column. */
export interface YamlPlace {
  readonly file: string
  readonly line: number
  readonly column: number
}

/** What the `yaml` room reports: problems stop the command, findings belong to a record. */
export const yamlProblems = {
  /** Not YAML. `hint` names an everyday cause seen on that line, or is empty. */
  'HK-YAML-001': problem<
    YamlPlace & { detail: string; hint: '' | 'full-width-colon' | 'tab' | 'many-documents' | 'tag' }
  >(ExitCode.usage),
  'HK-YAML-002': problem<YamlPlace & { key: string }>(ExitCode.usage),
  /** A key that means nothing there; `known` are the ones that do, `nearest` those of them that look like it. */
  'HK-YAML-003': problem<
    YamlPlace & {
      key: string
      path: string
      known: readonly string[]
      nearest: readonly string[]
    }
  >(ExitCode.usage),
  'HK-YAML-004': problem<YamlPlace & { key: string; path: string }>(ExitCode.usage),
  /** A value of the wrong sort; `rule` says which, `expected` what was wanted. */
  'HK-YAML-005': problem<
    YamlPlace & {
      path: string
      rule: 'type' | 'too-small' | 'too-big' | 'format' | 'expression' | 'other'
      expected: string
      found: string
    }
  >(ExitCode.usage),
  'HK-YAML-006': problem<
    YamlPlace & {
      path: string
      found: string
      options: readonly string[]
      nearest: readonly string[]
    }
  >(ExitCode.usage),
  /** It cannot be opened; `reason` is the system's code (ENOENT, EISDIR, EACCES ...). */
  'HK-YAML-007': problem<{ file: string; reason: string }>(ExitCode.usage),
  'HK-YAML-008': problem<{ file: string }>(ExitCode.usage),
}

export const yamlFindings = {}
