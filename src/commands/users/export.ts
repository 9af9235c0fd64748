import { join } from 'node:path'
import { Flags } from '@oclif/core'
import { packOf, unitNamed } from '../../lib/inbox/index.js'
import {
  EXPORT_FORMATS,
  exportRoster,
  loadRosterRules,
  mapWorkspace,
} from '../../lib/roster/index.js'
import { BaseCommand } from '../../lib/ui/index.js'
import { openWorkspace, writeFileAtomic } from '../../lib/workspace/index.js'

interface UsersExportResult {
  readonly format: string
  readonly files: readonly { readonly unit: string | null; readonly path: string }[]
}

export default class UsersExport extends BaseCommand<UsersExportResult> {
  static override summary = '把用户、角色和环节分工导出为表格或其他系统的导入文件'
  static override description =
    'xlsx 是各单位签字的对应表；table2 是填好的附件1表2，每单位一个文件；scim、keycloak、ldif 供统一身份系统导入。都不含密码，除 table2 外不含电话。'
  static override examples = [
    {
      description: '打印签字的对应表',
      command: '<%= config.bin %> <%= command.id %> --format xlsx --output 对应表.xlsx',
    },
    {
      description: '一个单位填好的附件1表2',
      command: '<%= config.bin %> <%= command.id %> --format table2 --unit 林业局 --output 下发',
    },
  ]
  static override flags = {
    format: Flags.option({
      description: '格式',
      options: EXPORT_FORMATS,
      required: true,
    })(),
    unit: Flags.string({ description: '只导出一个单位：代码、全称或简称', helpValue: 'NAME' }),
    output: Flags.string({
      description: '写到哪个文件，table2 写到哪个文件夹；不写时在工作目录的 out 内',
      helpValue: 'PATH',
    }),
    suffix: Flags.string({
      description: 'ldif 的目录后缀，如 dc=menghai,dc=gov,dc=cn；不写时为 dc=hall,dc=local',
      helpValue: 'DN',
    }),
  }

  async run(): Promise<UsersExportResult> {
    const { flags } = await this.parse(UsersExport)
    const { format, output, suffix } = flags
    const workspace = await openWorkspace(this.workspaceDir)
    const [pack, rules] = await Promise.all([packOf(workspace), loadRosterRules()])
    const unit = flags.unit === undefined ? null : unitNamed(pack, flags.unit).code
    const { items, mapped } = await mapWorkspace(workspace, pack)
    const { mapping, staff } = mapped
    const sources = { pack, rules, mapping, staff, items }
    const made = await exportRoster(sources, { format, unit, suffix, at: new Date() })
    const files: { unit: string | null; path: string }[] = []
    for (const file of made) {
      const asked = file.unit === null ? output : output && join(output, file.name)
      const inOut = join(workspace.paths.out, file.unit === null ? '' : format, file.name)
      const { path, note } = await writeFileAtomic(asked ?? inOut, file.data)
      if (note !== null) this.noteFindings([note])
      files.push({ unit: file.unit, path })
    }
    const { columns, exported } = this.texts.users
    this.printTable(files, [{ header: columns.file, get: ({ path }) => path }])
    this.print(exported({ count: files.length }))
    return { format, files }
  }
}
