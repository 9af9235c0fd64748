import type { NoticePack } from '../notice/index.js'
import { listForms, loadForm } from '../sheets/index.js'

/** Who owes a form under a notice: `who` is `unit` for every unit, `office`, or a name. */
export interface FormDuty {
  readonly who: string
  readonly to: string
  readonly due: string
  readonly byBatch: boolean
  readonly clause: string
  readonly inferred: boolean
}

/** A form in a list; `fields` counts the columns of the blank sheet. */
export interface FormSummary {
  readonly id: string
  readonly title: string
  readonly version: number
  readonly clause: string
  readonly fields: number
  readonly required: number
  readonly inferred: number
  readonly owed: readonly FormDuty[]
}

/** Every form with who owes it under the pack; nobody does when there is none. */
export async function formSummaries(pack: NoticePack | null): Promise<readonly FormSummary[]> {
  const forms = await Promise.all((await listForms()).map((id) => loadForm(id)))
  return forms.map(({ id, title, version, clause, fields }) => {
    const asked = fields.filter((field) => field.asked !== false)
    return {
      id,
      title,
      version,
      clause,
      fields: asked.length,
      required: asked.filter(({ required }) => required).length,
      inferred: asked.filter(({ inferred }) => inferred).length,
      owed: pack === null ? [] : dutiesOf(pack, id),
    }
  })
}

function dutiesOf({ obligations }: NoticePack, form: string): readonly FormDuty[] {
  return obligations
    .filter((obligation) => obligation.form === form)
    .map(({ who, to, due, byBatch, clause, inferred }) => ({
      who,
      to,
      due,
      byBatch,
      clause,
      inferred,
    }))
}
