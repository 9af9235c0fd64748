import { Flags } from '@oclif/core'
import { instantFrom } from '../../lib/calendar/index.js'
import type { Finding } from '../../lib/errors/index.js'
import {
  type Profile,
  profileFindings,
  profileSources,
  sourcesOf,
  type WrittenStarter,
  writeStarter,
} from '../../lib/migrate/index.js'
import { BaseCommand, profileColumns, sourceArg, sourceFlags } from '../../lib/ui/index.js'

interface ProfileResult extends Omit<Profile, 'sources'> {
  readonly findings: readonly Finding[]
  readonly mapping: WrittenStarter | null
}

export default class MigrateProfile extends BaseCommand<ProfileResult> {
  static override summary = '看清旧系统数据：逐表逐列，并起草映射文件'
  static override description =
    '只读不写。每列多少空、多少不同值、最小最大、常见样式、丢失或认错的字，哪些列能作主键，表与表怎样关联。--mapping 按名称和内容起草映射；看不出的写成 TODO，不猜。'
  static override examples = [
    {
      description: '看一个 FoxPro 数据文件夹',
      command: '<%= config.bin %> <%= command.id %> 旧系统/data',
    },
    {
      description: '看 MySQL 库，起草映射',
      command:
        '<%= config.bin %> <%= command.id %> mysql://reader@10.1.2.3/oa --password env:OLD_PASSWORD --mapping oa.yaml',
    },
  ]
  static override args = { source: sourceArg }
  static override flags = {
    ...sourceFlags,
    table: Flags.string({ description: '只看这张表，可写多个', helpValue: 'NAME', multiple: true }),
    mapping: Flags.string({ description: '起草映射文件，写到这里', helpValue: 'FILE' }),
    force: Flags.boolean({ description: '映射文件已经有的，重写' }),
  }

  async run(): Promise<ProfileResult> {
    const { args, flags } = await this.parse(MigrateProfile)
    const pointed = await sourcesOf(args.source, flags, process.env)
    const { table, reference, references, reading, profiled, started } = this.texts.migrateSurvey
    const profile = await profileSources({
      ...{ pointed, tables: flags.table ?? null, signal: this.signal },
      today: instantFrom(Date.now()).slice(0, 10),
      onRows: (name, rows) => this.progress.update(reading({ table: name, rows })),
    })
    this.progress.clear()
    for (const one of profile.tables) {
      this.print(table(one))
      this.printTable(one.columns, profileColumns(this.texts.migrateSurvey))
    }
    if (profile.references.length > 0) this.print(references)
    for (const one of profile.references) this.print(reference(one))
    const findings = profileFindings(profile)
    this.noteFindings(findings)
    const rows = profile.tables.reduce((sum, one) => sum + one.rows, 0)
    this.print(profiled({ tables: profile.tables.length, rows }))
    const { mapping: file, force } = flags
    const mapping =
      file === undefined
        ? null
        : await writeStarter(profile, { file, folder: pointed.folder, force })
    if (mapping !== null) this.print(started(mapping))
    const { tables, references: links } = profile
    const result = { tables, references: links, findings, mapping }
    return findings.length > 0 ? this.endWithFindings(result) : result
  }
}
