import { Args } from '@oclif/core'
import type { FormImportKind } from '../../lib/inbox/index.js'
import ItemsImport from '../items/import.js'

export default class RosterImport extends ItemsImport {
  static override summary = '把单位报来的流程节点人员信息表导入工作目录'
  static override description =
    '一人多行合为一人，一格多人分开；同名而岗位、工号不同的不合并，另行提示。有错的行退回待改，退回表和通知在 out/退回。可反复导入。'
  static override examples = [
    {
      description: '导入一张表',
      command: '<%= config.bin %> <%= command.id %> inbox/林业局人员.xlsx',
    },
    { description: '导入一个文件夹', command: '<%= config.bin %> <%= command.id %> inbox' },
  ]
  static override args = {
    files: Args.string({ description: '人员表文件或文件夹，可写多个', required: true }),
  }

  protected override readonly form: FormImportKind = { form: 'node-staff', kind: 'person' }
}
