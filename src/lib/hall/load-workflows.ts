import { join } from 'node:path'
import { AppError } from '../errors/index.js'
import { placeInYaml, readYaml } from '../yaml/index.js'
import { checkWorkflow } from './check-workflow.js'
import type { ObjectKind } from './contract.js'
import {
  objectKinds,
  type RoleCatalogue,
  rolesFile,
  type Workflow,
  workflowFile,
} from './workflow.js'

/** The rules of a hall: its role catalogue and one workflow per kind of object. */
export interface HallRules {
  /** The templates folder that they were read from. */
  readonly folder: string
  readonly roles: RoleCatalogue
  readonly workflows: Readonly<Record<ObjectKind, Workflow>>
}

/**
 * The rules in a templates folder (`roles.yaml`, `workflows/<kind>.yaml`), checked against each other.
 * HK-YAML-* when a file breaks its schema, HK-HALL-010 when it holds another kind than its name says, HK-HALL-011 with
 * file, line and column when it contradicts itself.
 */
export async function loadHallRules(templatesDir: string): Promise<HallRules> {
  const roles = await readYaml(join(templatesDir, 'roles.yaml'), rolesFile)
  const flows = await Promise.all(
    objectKinds.map((kind) => loadWorkflow(templatesDir, kind, roles)),
  )
  const workflows = Object.fromEntries(flows.map((flow) => [flow.kind, flow]))
  return { folder: templatesDir, roles, workflows: workflows as Record<ObjectKind, Workflow> } // one per kind, by the line above
}

async function loadWorkflow(
  templatesDir: string,
  kind: ObjectKind,
  roles: RoleCatalogue,
): Promise<Workflow> {
  const file = join(templatesDir, 'workflows', `${kind}.yaml`)
  const flow = await readYaml(file, workflowFile)
  const [flaw] = checkWorkflow(flow, roles)
  if (flaw) {
    const { line, column } = await placeInYaml(file, flaw.at.split('.'))
    throw new AppError('HK-HALL-011', { file, line, column, ...flaw })
  }
  if (flow.kind !== kind) throw new AppError('HK-HALL-010', { file, kind: flow.kind })
  return flow
}
