import { Flags } from '@oclif/core'
import { oracleScripts, type WrittenScripts, writeScripts } from '../../../lib/migrate/index.js'
import { BaseCommand } from '../../../lib/ui/index.js'

export default class MigrateUnloadOracle extends BaseCommand<WrittenScripts> {
  static override summary = '写出脚本，让 Oracle 10g、11g 自己导出'
  static override description =
    '用 sqlplus，只查询不改动；导出每张表，附字段、主键和行数。导出的文件夹就是数据源（driver: unload），逐表核对行数。BLOB、LONG、XML 列不导，另行说明。没有在真的服务器上试过，请先试。'
  static override examples = [
    { description: '写到文件夹', command: '<%= config.bin %> <%= command.id %> --output 导出脚本' },
  ]
  static override flags = {
    output: Flags.string({ description: '写到这个文件夹', helpValue: 'DIR', required: true }),
  }

  async run(): Promise<WrittenScripts> {
    const { flags } = await this.parse(MigrateUnloadOracle)
    const result = await writeScripts(flags.output, oracleScripts())
    const { written, next } = this.texts.migrateSurvey.unload
    this.print(written(result.files))
    for (const line of next.oracle) this.print(line)
    return result
  }
}
