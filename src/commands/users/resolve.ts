import { Flags } from '@oclif/core'
import { packOf } from '../../lib/inbox/index.js'
import type { NoticePack } from '../../lib/notice/index.js'
import {
  type Decisions,
  decisionsFile,
  type Gap,
  mapWorkspace,
  noDecisions,
  type Resolved,
  resolveGaps,
} from '../../lib/roster/index.js'
import { BaseCommand } from '../../lib/ui/index.js'
import { openWorkspace, type Workspace } from '../../lib/workspace/index.js'
import { readYaml } from '../../lib/yaml/index.js'

export default class UsersResolve extends BaseCommand<Resolved> {
  static override summary = '给无人承担的环节定人'
  static override description =
    '逐个询问，或读入写好的定人文件。结果记入 roster.decisions.yaml，以后每次生成都照办；人员表中写明的优先。'
  static override examples = [
    { description: '逐个定人', command: '<%= config.bin %> <%= command.id %>' },
    {
      description: '按写好的文件定人',
      command: '<%= config.bin %> <%= command.id %> --decisions 定人.yaml',
    },
  ]
  static override flags = {
    decisions: Flags.string({
      description: '定人文件（YAML）：单位、事项、环节、人员，可写名称也可写代码',
      helpValue: 'FILE',
    }),
  }

  async run(): Promise<Resolved> {
    const { flags } = await this.parse(UsersResolve)
    const workspace = await openWorkspace(this.workspaceDir)
    const pack = await packOf(workspace)
    const resolved =
      flags.decisions === undefined
        ? await this.#ask(workspace, pack)
        : await resolveGaps(workspace, pack, await readYaml(flags.decisions, decisionsFile))
    const { added, file, gaps } = resolved
    this.print(this.texts.users.resolved({ added, file, left: gaps.length }))
    return gaps.length > 0 ? this.endWithFindings(resolved) : resolved
  }

  /** Each answer is kept at once, so that stopping loses none. */
  async #ask(workspace: Workspace, pack: NoticePack): Promise<Resolved> {
    const { mapped } = await mapWorkspace(workspace, pack)
    let added = 0
    for (const gap of mapped.mapping.gaps.filter(({ proposals }) => proposals.length > 0)) {
      const person = await this.#choose(gap, mapped.nameOf)
      if (person === null) continue
      const { unit, item, node } = gap
      const nodes: Decisions['nodes'] = [{ unit, item, node, person, ab: 'A' }]
      added += (await resolveGaps(workspace, pack, { ...noDecisions, nodes })).added
    }
    return { ...(await resolveGaps(workspace, pack, noDecisions)), added }
  }

  async #choose(gap: Gap, nameOf: (id: string) => string): Promise<string | null> {
    const { who, later } = this.texts.users
    return await this.prompter.choose<string | null>({
      flag: '--decisions',
      question: who({ item: nameOf(gap.item), node: nameOf(gap.node) }),
      choices: [
        ...gap.proposals.map(({ workNo, name, rule }) => ({
          value: workNo,
          label: `${name} ${workNo}（${rule}）`,
        })),
        { value: null, label: later },
      ],
    })
  }
}
