import { Args } from '@oclif/core'
import { packOf } from '../../lib/inbox/index.js'
import { lintPack, loadPack, type NoticePack, outlinePack } from '../../lib/notice/index.js'
import { BaseCommand, filledColumns, outlineColumns } from '../../lib/ui/index.js'
import { openWorkspace } from '../../lib/workspace/index.js'

interface NoticeShowResult {
  readonly pack: NoticePack
  /** Contradictions in the notice itself, in the person's language. */
  readonly contradictions: readonly {
    code: string
    level: string
    message: string
    fix: readonly string[]
  }[]
}

export default class NoticeShow extends BaseCommand<NoticeShowResult> {
  static override summary = '逐条列出一份通知的要求和出处'
  static override description =
    '原文没有写明的标「推定」。通知本身的矛盾（期限早于印发日、晚于使用日、附件未附）列在最后。'
  static override examples = [
    {
      description: '查看勐海县的通知',
      command: '<%= config.bin %> <%= command.id %> menghai-2015',
    },
  ]
  static override args = {
    id: Args.string({ description: '通知包，不写时为工作目录所用的一份' }),
  }

  async run(): Promise<NoticeShowResult> {
    const { args } = await this.parse(NoticeShow)
    const pack =
      args.id === undefined
        ? await packOf(await openWorkspace(this.workspaceDir))
        : await loadPack(args.id)
    this.#print(pack)
    const findings = lintPack(pack)
    this.noteFindings(findings)
    const contradictions = findings.map((finding) => {
      const { code, level } = finding
      return { code, level, ...this.catalogue.describe(finding) }
    })
    return { pack, contradictions }
  }

  #print(pack: NoticePack): void {
    const { notice: texts } = this.texts
    this.print(pack.title)
    this.print(texts.head({ ...pack, units: pack.units.length }))
    if (pack.unitsSource.inferred) this.print(texts.unitsInferred(pack.unitsSource))
    this.print(texts.participants(pack.participants))
    for (const { section, rows } of outlinePack(pack)) {
      this.print(`\n${this.palette.strong(texts.sections[section])}`)
      this.printTable(rows, filledColumns(rows, outlineColumns(texts)))
    }
  }
}
