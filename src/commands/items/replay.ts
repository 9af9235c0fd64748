import { Flags } from '@oclif/core'
import { instantFrom } from '../../lib/calendar/index.js'
import { loadCatalogue } from '../../lib/i18n/index.js'
import {
  type FormImport,
  fileColumns,
  formImport,
  needsAttention,
  replayReturned,
} from '../../lib/inbox/index.js'
import { BaseCommand } from '../../lib/ui/index.js'
import { openWorkspace } from '../../lib/workspace/index.js'

interface ItemsReplayResult extends Omit<FormImport, 'totals'> {
  readonly totals: FormImport['totals'] | null
  readonly missing: readonly string[]
}

export default class ItemsReplay extends BaseCommand<ItemsReplayResult> {
  static override summary = '按现在的规则重新核验退回待改的事项'
  static override description =
    '规则、通知或单位名单改过以后使用：重读这些事项所在的文件，通过的入库，没有通过的仍退回。'
  static override examples = [
    { description: '重新核验', command: '<%= config.bin %> <%= command.id %>' },
  ]
  static override flags = {
    'dry-run': Flags.boolean({ description: '只核验，不入库，不写文件' }),
  }

  async run(): Promise<ItemsReplayResult> {
    const { flags } = await this.parse(ItemsReplay)
    const papers = await loadCatalogue('zh-CN')
    const { inbox, items } = this.texts
    const request = {
      workspace: await openWorkspace(this.workspaceDir),
      words: { describe: papers.describe, paper: papers.texts.returns },
      dryRun: flags['dry-run'],
      at: instantFrom(Date.now()),
      signal: this.signal,
      resume: `${this.config.bin} items replay`,
    }
    const { outcome, missing } = await replayReturned(request, ({ done, of, result: { file } }) =>
      this.progress.update(inbox.progress({ done, of, file })),
    )
    this.progress.clear()
    for (const file of missing) this.note(items.returnedList.missing({ file }))
    if (outcome === null) {
      if (missing.length === 0) this.note(items.returnedList.none)
      const nothing = { files: [], totals: null, absent: [], messages: [], findings: [], missing }
      return missing.length > 0 ? this.endWithFindings(nothing) : nothing
    }
    const result = {
      ...formImport(outcome, { forms: ['items'], kind: 'item' }, this.catalogue),
      missing,
    }
    this.printTable(result.files, fileColumns(inbox.columns))
    this.print(inbox.total({ ...result.totals, kind: inbox.kinds.item }))
    this.noteFindings(outcome.findings)
    return needsAttention(outcome) || missing.length > 0 ? this.endWithFindings(result) : result
  }
}
