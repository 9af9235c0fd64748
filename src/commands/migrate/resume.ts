import type { RunResult } from '../../lib/migrate/index.js'
import { codeFlag, consentOf, mappingArg } from '../../lib/ui/index.js'
import MigrateRun from './run.js'

export default class MigrateResume extends MigrateRun {
  static override summary = '接着迁移中断了的那一次'
  static override description =
    '从最后一批之后接着迁，迁的还是那一次定的范围（类别、时刻、主键、行数），不用再写。中断以后映射或源数据变了的，不接（退出码 5），请用 migrate run 从头再走一遍。'
  static override examples = [
    { description: '接着迁', command: '<%= config.bin %> <%= command.id %> lsp-2014.yaml' },
  ]
  static override args = { mapping: mappingArg }
  static override flags = codeFlag as typeof MigrateRun.flags

  override async run(): Promise<RunResult> {
    const { args, flags } = await this.parse(MigrateResume)
    return this.work(args.mapping, consentOf(flags), null)
  }
}
