import { Flags } from '@oclif/core'
import { packOf } from '../../lib/inbox/index.js'
import {
  askGaps,
  decisionsFile,
  type Gap,
  type Resolved,
  resolveGaps,
  writeDecisionsSheet,
} from '../../lib/roster/index.js'
import { BaseCommand } from '../../lib/ui/index.js'
import { openWorkspace } from '../../lib/workspace/index.js'
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
    {
      description: '写出待填的定人文件',
      command: '<%= config.bin %> <%= command.id %> --output 定人.yaml',
    },
  ]
  static override flags = {
    decisions: Flags.string({
      description: '定人文件（YAML）：单位、事项、环节、人员，可写名称也可写代码',
      helpValue: 'FILE',
      exclusive: ['output'],
    }),
    output: Flags.string({
      description: '不定人，把缺口和建议人选写成待填的定人文件',
      helpValue: 'FILE',
    }),
    force: Flags.boolean({ description: '覆盖已有的文件', dependsOn: ['output'] }),
  }

  async run(): Promise<Resolved> {
    const { flags } = await this.parse(UsersResolve)
    const workspace = await openWorkspace(this.workspaceDir)
    const pack = await packOf(workspace)
    const { output, decisions, force } = flags
    const { resolved: told, sheet } = this.texts.users
    if (output !== undefined) {
      const { path, gaps } = await writeDecisionsSheet(workspace, pack, { file: output, force })
      this.print(sheet({ file: path, left: gaps.length }))
      return this.#end({ added: 0, file: path, gaps })
    }
    const resolved =
      decisions === undefined
        ? await askGaps(workspace, pack, (gap, nameOf) => this.#choose(gap, nameOf))
        : await resolveGaps(workspace, pack, await readYaml(decisions, decisionsFile))
    this.print(told({ ...resolved, left: resolved.gaps.length }))
    return this.#end(resolved)
  }

  #end(resolved: Resolved): Resolved {
    return resolved.gaps.length > 0 ? this.endWithFindings(resolved) : resolved
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
