import { Args, Flags } from '@oclif/core'
import { copyExample, type WrittenExample } from '../../lib/migrate/index.js'
import { BaseCommand } from '../../lib/ui/index.js'

export default class MigrateExample extends BaseCommand<WrittenExample> {
  static override summary = '取一个做好的例子：带毛病的旧数据和它的映射文件'
  static override description =
    'foxpro-2004：2004 年的 FoxPro 窗口程序（GBK、备注、两位年份）；mysql-2010：MySQL 转储（latin1 里存 GBK、软删除、代码表）；hunan-supervision：湖南一类监察系统的映射；exchange：老办件表迁成前置库的广东十类事件表和国家交换表。前两个各有两份映射：迁到数据库文件的，迁到大厅的（.hall.yaml）。'
  static override examples = [
    {
      description: '取来',
      command: '<%= config.bin %> <%= command.id %> foxpro-2004 --output 例子',
    },
  ]
  static override args = { name: Args.string({ description: '例子的名称', required: true }) }
  static override flags = {
    output: Flags.string({ description: '写到这个文件夹', helpValue: 'DIR', required: true }),
    force: Flags.boolean({ description: '已有的文件，重写' }),
  }

  async run(): Promise<WrittenExample> {
    const { args, flags } = await this.parse(MigrateExample)
    const result = await copyExample(args.name, { folder: flags.output, force: flags.force })
    this.print(
      this.texts.migrateSurvey.example({ folder: result.folder, files: result.files.length }),
    )
    return result
  }
}
