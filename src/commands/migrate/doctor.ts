import { type Examination, examineSources, sourcesOf } from '../../lib/migrate/index.js'
import { BaseCommand, sourceArg, sourceFlags } from '../../lib/ui/index.js'

export default class MigrateDoctor extends BaseCommand<Examination> {
  static override summary = '迁移之前先试：哪些连得上、读得了，哪些不行、怎么办'
  static override description =
    '只读不写。逐个数据源试着打开，逐表数行、试读：缺驱动、版本太旧、加密协议太旧、口令、权限、编码、丢字、没有主键；给映射文件的，再看目标位置能不能写、磁盘够不够，目标的数据库、大厅连不连得上、收不收、有没有数据。退出码：0 都行，1 有要看的，4 有连不上、读不了或写不了的。'
  static override examples = [
    {
      description: '映射里的数据源和目标',
      command: '<%= config.bin %> <%= command.id %> lsp-2004.yaml',
    },
    {
      description: '一台旧服务器',
      command:
        '<%= config.bin %> <%= command.id %> oracle://hall@10.1.2.3/ORCL --password env:OLD_PASSWORD',
    },
  ]
  static override args = { source: sourceArg }
  static override flags = sourceFlags

  async run(): Promise<Examination> {
    const { args, flags } = await this.parse(MigrateDoctor)
    const pointed = await sourcesOf(args.source, flags, process.env)
    const { columns, doctor } = this.texts.migrateSurvey
    const onTable = (name: string) => this.progress.update(doctor.trying(name))
    const result = await examineSources({
      ...{ ...this.machine, pointed, signal: this.signal, onTable },
    })
    this.progress.clear()
    for (const { place, driver, isOpen, tables } of result.sources) {
      this.print(doctor.source({ place, driver, isOpen, tables: tables.length }))
      this.printTable(tables, [
        { header: columns.table, get: ({ name }) => name },
        { header: columns.rows, get: ({ rows }) => rows, align: 'right' },
        { header: columns.columns, get: ({ columns: n }) => n, align: 'right' },
        { header: columns.key, get: ({ key }) => key.join('+') },
      ])
    }
    this.noteFindings(result.findings)
    this.print(doctor.verdict(result))
    if (result.findings.length === 0) return result
    return this.endWithFindings(result, result.isReady ? 'findings' : 'unreachable')
  }
}
