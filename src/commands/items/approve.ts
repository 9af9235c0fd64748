import { Args, Flags } from '@oclif/core'
import { instantFrom } from '../../lib/calendar/index.js'
import { packOf, unitNamed } from '../../lib/inbox/index.js'
import { type ActedItem, actOnChosen } from '../../lib/items/index.js'
import { writeAuditSheet } from '../../lib/report/index.js'
import { BaseCommand } from '../../lib/ui/index.js'
import { openWorkspace, writeStore } from '../../lib/workspace/index.js'

interface ItemsApproveResult {
  readonly by: string
  readonly at: string
  readonly items: readonly ActedItem[]
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
  static override args = {
    items: Args.string({ description: '实施编码、事项名称或名称的一部分，可写多个' }),
  }
  static override flags = {
    by: Flags.string({ description: '审核人姓名', helpValue: 'NAME', required: true }),
    because: Flags.string({ description: '审核意见', helpValue: 'TEXT' }),
    unit: Flags.string({ description: '一个单位的全部', helpValue: 'NAME' }),
    all: Flags.boolean({ description: '全部单位' }),
  }

  async run(): Promise<ItemsApproveResult> {
    const { argv, flags } = await this.parse(ItemsApprove)
    const workspace = await openWorkspace(this.workspaceDir)
    const pack = await packOf(workspace)
    const unit = flags.unit === undefined ? null : unitNamed(pack, flags.unit)
    const signature = {
      by: flags.by,
      at: instantFrom(Date.now()),
      because: flags.because ?? null,
    }
    const store = writeStore(workspace, signature.at)
    try {
      const choice = { names: argv.map(String), unit: unit?.code ?? null, all: flags.all }
      const items = actOnChosen(store, choice, 'approve', signature)
      const sheet = {
        ...signature,
        region: pack.region.name,
        day: signature.at.slice(0, 10),
        items,
      }
      const paper = items.length === 0 ? null : await writeAuditSheet(workspace.paths.out, sheet)
      const result = { by: flags.by, at: signature.at, items, paper }
      this.#print(result)
      return result
    } finally {
      store.close()
    }
  }

  #print({ items, paper }: ItemsApproveResult): void {
    const { acted, actNames, noneToAct, paper: said } = this.texts.items
    if (paper === null) {
      this.note(noneToAct)
      return
    }
    this.print(acted({ act: actNames['approve'] ?? '', count: items.length }))
    this.print(said({ path: paper }))
  }
}
