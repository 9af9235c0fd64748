import { listPacks, type PackSummary } from '../../lib/notice/index.js'
import { BaseCommand } from '../../lib/ui/index.js'

interface NoticeListResult {
  readonly packs: readonly PackSummary[]
}

export default class NoticeList extends BaseCommand<NoticeListResult> {
  static override summary = '列出全部通知包'
  static override description = '一个通知包是一份通知的全部要求，以数据写成。'

  async run(): Promise<NoticeListResult> {
    await this.parse(NoticeList)
    const packs = await listPacks()
    const { columns } = this.texts.notice
    this.printTable(packs, [
      { header: columns.id, get: (pack) => pack.id },
      { header: columns.number, get: (pack) => pack.number },
      { header: columns.issued, get: (pack) => pack.issued },
      { header: columns.units, get: (pack) => pack.units, align: 'right' },
      { header: columns.batches, get: (pack) => pack.batches, align: 'right' },
      { header: columns.notice, get: (pack) => pack.title },
    ])
    return { packs }
  }
}
