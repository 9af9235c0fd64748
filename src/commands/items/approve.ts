import { Flags } from '@oclif/core'
import { type ActedItems, actByName, packOf } from '../../lib/inbox/index.js'
import { writeAuditSheet } from '../../lib/report/index.js'
import { BaseCommand, choiceFlags, itemArgs } from '../../lib/ui/index.js'
import { openWorkspace } from '../../lib/workspace/index.js'

interface ItemsApproveResult extends ActedItems {
  /** The approval sheet, null when nothing was approved. */
  readonly paper: string | null
}

export default class ItemsApprove extends BaseCommand<ItemsApproveResult> {
  static override summary = '审定事项（待审核 → 审定），并打印审核单'
  static override description =
    '补充和完善的事项由机构编制部门审核。提交人不能审定自己提交的事项；审核单（.docx）存入 out 文件夹。'
  static override examples = [
    {
      description: '审定一项',
      command: '<%= config.bin %> <%= command.id %> 林木采伐许可 --by 李编审',
    },
    {
      description: '审定一个单位待审核的全部',
      command: '<%= config.bin %> <%= command.id %> --unit 林业局 --by 李编审',
    },
  ]
  static override strict = false
  static override args = itemArgs
  static override flags = {
    by: Flags.string({ description: '审核人姓名', helpValue: 'NAME', required: true }),
    because: Flags.string({ description: '审核意见', helpValue: 'TEXT' }),
    ...choiceFlags,
  }

  async run(): Promise<ItemsApproveResult> {
    const { argv, flags } = await this.parse(ItemsApprove)
    const workspace = await openWorkspace(this.workspaceDir)
    const named = { names: argv.map(String), ...flags }
    const done = await actByName(workspace, 'approve', named, Date.now())
    const { region } = await packOf(workspace)
    const because = flags.because ?? null
    const sheet = { ...done, because, region: region.name, day: done.at.slice(0, 10) }
    const paper = done.items.length === 0 ? null : await writeAuditSheet(workspace.paths.out, sheet)
    const result = { ...done, paper }
    this.#print(result)
    return result
  }

  #print({ items, paper }: ItemsApproveResult): void {
    const { acted, actNames, noneToAct, paper: said } = this.texts.items
    if (paper === null) {
      this.note(noneToAct)
      return
    }
    this.print(acted({ act: actNames.approve, count: items.length }))
    this.print(said({ path: paper }))
  }
}
