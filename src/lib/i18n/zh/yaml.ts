import type { yamlFindings, yamlProblems } from '../../errors/codes/yaml.js'
import type { Words } from '../words.js'

export const yaml: Words<typeof yamlProblems> & Words<typeof yamlFindings> = {}
