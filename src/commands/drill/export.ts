import { join } from 'node:path'
import { Args, Flags } from '@oclif/core'
import {
  journalBook,
  junitXml,
  type RunReview,
  reviewRun,
  windowsCalendar,
} from '../../lib/drill/index.js'
import { BaseCommand } from '../../lib/ui/index.js'
import { openWorkspace, writeFileAtomic } from '../../lib/workspace/index.js'

interface DrillExportResult {
  readonly run: string
  readonly as: string
  readonly file: string
}

const EXTENSIONS = { xlsx: 'xlsx', junit: 'xml', ics: 'ics' } as const
type Sort = keyof typeof EXTENSIONS

export default class DrillExport extends BaseCommand<DrillExportResult> {
  static override summary = '导出演练的日志、结论或时间表'
  static override description =
    'xlsx：结论、单位和全部日志，便于筛查；junit：每项要求一条，供持续集成；ics：开放时间，导入日历。'
  static override examples = [
    { description: '日志导出为表格', command: '<%= config.bin %> <%= command.id %>' },
    {
      description: '开放时间导出为日历',
      command: '<%= config.bin %> <%= command.id %> --as ics --output 演练.ics',
    },
  ]
  static override args = { run: Args.string({ description: '演练，不写时为最近写入的一次' }) }
  static override flags = {
    as: Flags.option({
      description: '格式',
      options: Object.keys(EXTENSIONS) as Sort[],
      default: 'xlsx' as Sort,
    })(),
    output: Flags.string({ description: '写到哪里，不写时在 out 目录', helpValue: 'FILE' }),
  }

  async run(): Promise<DrillExportResult> {
    const { args, flags } = await this.parse(DrillExport)
    const workspace = await openWorkspace(this.workspaceDir)
    const review = await reviewRun(workspace, args.run ?? null)
    const { run } = review.folder
    const name = `${run}.${EXTENSIONS[flags.as]}`
    const file = flags.output ?? join(workspace.paths.out, name)
    await writeFileAtomic(file, await written(review, flags.as))
    this.print(this.texts.drill.written({ path: file }))
    return { run, as: flags.as, file }
  }
}

function written(review: RunReview, as: Sort): Promise<Buffer> | string {
  const { plan, run } = review.folder
  if (as === 'junit') return junitXml(review)
  return as === 'ics' ? windowsCalendar(plan, run, Date.now()) : journalBook(review)
}
