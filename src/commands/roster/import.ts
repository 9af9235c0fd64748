import { Args } from '@oclif/core'
import { type FormImportKind, personForms } from '../../lib/inbox/index.js'
import ItemsImport from '../items/import.js'

export default class RosterImport extends ItemsImport {
  static override summary = '把单位报来的人员表导入工作目录'
  static override description =
    '可读流程节点人员信息表（附件1表2，竖排、横排均可）、参演单位信息表（附表1）、相关人员登记表、四员名册和各单位自制的人员名单。一人多行、多表合为一人（同单位同工号，或同名同岗位，或同名同手机号），一格多人分开；其余同名的不合并，另行提示。有错的行退回待改，退回表和通知在 out/退回。可反复导入，先后不影响结果。'
  static override examples = [
    {
      description: '导入一张表',
      command: '<%= config.bin %> <%= command.id %> inbox/林业局人员.xlsx',
    },
    { description: '导入一个文件夹', command: '<%= config.bin %> <%= command.id %> inbox' },
  ]
  static override strict = false
  static override args = {
    files: Args.string({ description: '人员表文件或文件夹，可写多个', required: true }),
  }

  protected override readonly form: FormImportKind = { forms: personForms, kind: 'person' }
}
