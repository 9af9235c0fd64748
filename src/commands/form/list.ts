import { type FormDuty, type FormSummary, formSummaries } from '../../lib/forms/index.js'
import { packOf } from '../../lib/inbox/index.js'
import { BaseCommand } from '../../lib/ui/index.js'
import { findWorkspace, openWorkspace } from '../../lib/workspace/index.js'

interface FormListResult {
  /** The notice that `owed` speaks of; null outside a workspace. */
  readonly notice: string | null
  readonly forms: readonly FormSummary[]
}

export default class FormList extends BaseCommand<FormListResult> {
  static override summary = '列出要各单位填报的表样'
  static override description =
    '列出每张表的依据和栏目；在工作目录内，还列出按本次通知由谁报、何时报。'
  static override examples = [
    { description: '列出表样', command: '<%= config.bin %> <%= command.id %>' },
  ]

  async run(): Promise<FormListResult> {
    await this.parse(FormList)
    const inside = findWorkspace(this.workspaceDir) !== null
    const pack = inside ? await packOf(await openWorkspace(this.workspaceDir)) : null
    const forms = await formSummaries(pack)
    const { columns, noWorkspace } = this.texts.form
    this.printTable(forms, [
      { header: columns.id, get: (form) => form.id },
      { header: columns.fields, get: (form) => form.fields, align: 'right' },
      { header: columns.required, get: (form) => form.required, align: 'right' },
      { header: columns.inferred, get: (form) => form.inferred, align: 'right' },
      { header: columns.owed, get: ({ owed }) => this.#join(owed, (duty) => this.#who(duty)) },
      { header: columns.due, get: ({ owed }) => this.#join(owed, (duty) => this.#due(duty)) },
      { header: columns.title, get: (form) => form.title },
      { header: columns.clause, get: (form) => form.clause },
    ])
    if (pack === null) this.note(noWorkspace)
    return { notice: pack?.id ?? null, forms }
  }

  #join(owed: readonly FormDuty[], say: (duty: FormDuty) => string): string | null {
    return owed.length === 0 ? null : [...new Set(owed.map(say))].join(' ')
  }

  #who({ who }: FormDuty): string {
    return who === 'unit' ? this.texts.form.everyUnit : who
  }

  #due({ due, byBatch }: FormDuty): string {
    return byBatch ? this.texts.form.byBatch : due
  }
}
