import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { templatesDir } from '../assets/index.js'
import { AppError } from '../errors/index.js'
import { readYaml } from '../yaml/index.js'
import { readChoices } from './form-choices.js'
import { type FormEntry, type FormFile, formSchema } from './form-schema.js'
import type { Form, FormField } from './model.js'

/** Where forms are looked for; the shipped ones unless told otherwise. */
export interface FormsAt {
  readonly templatesDir?: string
}

/** The form of that id. Throws HK-SHEET-020 naming the known ones, HK-SHEET-021 or HK-YAML-* for a faulty file. */
export async function loadForm(id: string, at: FormsAt = {}): Promise<Form> {
  const known = await listForms(at)
  if (!known.includes(id)) throw new AppError('HK-SHEET-020', { form: id, known })
  const file = join(folder(at), `${id}.yaml`)
  const form = await readYaml(file, formSchema)
  const entries = await Promise.all(form.fields.map((entry) => withChoices(entry, at)))
  const fields = entries.flatMap(expand)
  refuseContradictions(`${id}.yaml`, id, form, fields)
  return { ...form, fields }
}

/** Ids of all forms, sorted. */
export async function listForms(at: FormsAt = {}): Promise<readonly string[]> {
  const names = await readdir(folder(at))
  return names
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => name.slice(0, -'.yaml'.length))
    .sort()
}

type Listed<T> = Omit<T, 'choices'> & { readonly choices: readonly string[] }
type Plain = Extract<FormEntry, { key: string }>
type Grouped = Exclude<FormEntry, Plain>
type Entry =
  | Listed<Plain>
  | (Omit<Grouped, 'parts'> & { readonly parts: readonly Listed<Grouped['parts'][number]>[] })

async function withChoices(
  entry: FormEntry,
  { templatesDir: root = templatesDir() }: FormsAt,
): Promise<Entry> {
  const listed = async <T extends Plain>(field: T): Promise<Listed<T>> => ({
    ...field,
    choices: await readChoices(root, field.choices),
  })
  if ('key' in entry) return listed(entry)
  return { ...entry, parts: await Promise.all(entry.parts.map(listed)) }
}

function folder({ templatesDir: root = templatesDir() }: FormsAt): string {
  return join(root, 'forms')
}

/** A part under a group is known by every name of the group joined with every name of the part. */
function expand(entry: Entry): readonly FormField[] {
  if ('key' in entry) return [entry]
  return entry.groups.flatMap((group) =>
    entry.parts.map((part) => {
      const names = [group.header, ...group.synonyms].flatMap((above) =>
        [part.header, ...part.synonyms].map((below) => `${above}·${below}`),
      )
      const [header = '', ...synonyms] = names
      return { ...part, key: `${group.key}.${part.key}`, header, synonyms }
    }),
  )
}

function refuseContradictions(
  file: string,
  id: string,
  form: FormFile,
  fields: readonly FormField[],
): void {
  const keys = fields.map(({ key }) => key)
  const double = keys.find((key, index) => keys.indexOf(key) !== index)
  const checked = form.checks.flatMap(({ notLonger, than }) => [notLonger, than])
  const named = [
    form.anchor,
    ...form.starts,
    ...form.carry,
    ...form.mayLack,
    ...form.lines,
    ...checked,
  ]
  const unknown = named.find((key) => !keys.includes(key))
  if (form.id !== id) throw new AppError('HK-SHEET-021', { file, detail: `id: ${form.id}` })
  if (double !== undefined) throw new AppError('HK-SHEET-021', { file, detail: `2 x ${double}` })
  if (unknown !== undefined) throw new AppError('HK-SHEET-021', { file, detail: unknown })
}
