import { Args, Flags } from '@oclif/core'
import { type ExportedForm, exportForms } from '../../lib/forms/index.js'
import { BaseCommand } from '../../lib/ui/index.js'
import { findWorkspace, openWorkspace } from '../../lib/workspace/index.js'

interface FormExportResult {
  readonly form: string
  readonly files: readonly ExportedForm[]
}

export default class FormExport extends BaseCommand<FormExportResult> {
  static override summary = '导出发给各单位填报的表，一个单位一个文件'
  static override description =
    '表内有下拉列表、填表说明，边填边自查；填好报回后不用再问各列是什么。已有同名文件时不覆盖，除非加 --force。'
  static override examples = [
    {
      description: '给每个单位一张',
      command: '<%= config.bin %> <%= command.id %> items --all --output 下发',
    },
    {
      description: '把已入库的内容预填好，交一个单位修改',
      command: '<%= config.bin %> <%= command.id %> items --unit 林业局 --filled --output 下发',
    },
  ]
  static override args = {
    form: Args.string({ description: '表样，见 form list', required: true }),
  }
  static override flags = {
    unit: Flags.string({
      description: '一个单位：代码、全称或简称，可写多次；不在工作目录内时照写的名称印',
      helpValue: 'NAME',
      multiple: true,
      exclusive: ['all'],
    }),
    all: Flags.boolean({ description: '通知列出的全部单位' }),
    filled: Flags.boolean({
      description: '预填已入库的内容（items、node-staff、articles 和逐行登记的表）',
    }),
    output: Flags.string({
      description: '写到哪个文件夹',
      helpValue: 'DIR',
      required: true,
      aliases: ['out'],
    }),
    force: Flags.boolean({ description: '覆盖同名文件' }),
  }

  async run(): Promise<FormExportResult> {
    const { args, flags } = await this.parse(FormExport)
    const { output: dir, filled, force, all, unit } = flags
    const inside = findWorkspace(this.workspaceDir) !== null
    const workspace = inside ? await openWorkspace(this.workspaceDir) : null
    const at = new Date()
    const units = all ? ('all' as const) : (unit ?? [])
    const { form: texts } = this.texts
    const files = await exportForms(
      { form: args.form, units, dir, workspace, filled, force, at, signal: this.signal },
      ({ done, of, file, note }) => {
        this.progress.update(texts.progress({ done, of, file: file.path }))
        if (note !== null) this.noteFindings([note])
      },
    )
    this.progress.clear()
    this.printTable(files, [
      { header: texts.columns.unit, get: (file) => file.unit?.name ?? null },
      { header: texts.columns.rows, get: ({ rows }) => rows, align: 'right' },
      { header: texts.columns.path, get: ({ path }) => path },
    ])
    this.print(texts.done({ count: files.length, dir }))
    return { form: args.form, files }
  }
}
