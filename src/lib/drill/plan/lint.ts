import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { templatesDir } from '../../assets/index.js'
import { type Finding, found } from '../../errors/index.js'
import type { Workspace } from '../../workspace/index.js'
import type { DrillFiles } from './load-drills.js'
import { variantNames } from './mix.js'
import { drillFiles } from './workspace-plan.js'

/** What was read, and what somebody should look at. */
export interface LintResult {
  readonly plan: string
  readonly scripts: readonly {
    readonly id: string
    readonly title: string
    readonly steps: number
    /** The ways in which it can be played, that a mix counts. */
    readonly variants: readonly string[]
    /** Whether the plan plays it. */
    readonly played: boolean
  }[]
  readonly findings: readonly Finding[]
}

/**
 * Reads the plan and every script as a drill would. A mistake is thrown with its file, line and column (HK-YAML-*,
 * HK-EXPR-*, HK-DRILL-001); what is allowed and yet worth a look is a finding.
 */
export async function lintDrills({ paths }: Pick<Workspace, 'paths'>): Promise<LintResult> {
  const own = join(paths.drills, 'plan.yaml')
  const plan = existsSync(own) ? own : join(templatesDir(), 'drills', 'plan.yaml')
  const files = await drillFiles({ paths })
  const played = new Set(files.plays.play.map(({ script }) => script))
  const scripts = files.scripts.map((script) => {
    const { id, title, steps } = script
    const variants = variantNames(script)
    return { id, title, steps: Object.keys(steps).length, variants, played: played.has(id) }
  })
  return { plan, scripts, findings: [...files.looser, ...unproven(files), ...uncast(files)] }
}

function unproven({ scripts }: DrillFiles): Finding[] {
  return scripts.flatMap(({ id, steps }) =>
    Object.values(steps)
      .filter(({ read, seen }) => !read && !seen)
      .map(({ title }) => found('HK-DRILL-107', { script: id, step: title })),
  )
}

function uncast({ scripts, plays }: DrillFiles): Finding[] {
  const roles = new Set(scripts.flatMap(({ steps }) => Object.values(steps).map((step) => step.as)))
  return (plays.cast ?? [])
    .flatMap(({ role }) => (role === undefined || roles.has(role) ? [] : [role]))
    .map((role) => found('HK-DRILL-108', { role }))
}
