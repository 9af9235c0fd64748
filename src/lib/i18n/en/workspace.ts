import type { workspaceFindings, workspaceProblems } from '../../errors/codes/workspace.js'
import type { Words } from '../words.js'

export const workspace: Words<typeof workspaceProblems> & Words<typeof workspaceFindings> = {}
