import { fold } from '../text/index.js'
import type { Form } from './model.js'

/** The key of the field that a person named by key, header or synonym; other text comes back as it is. */
export function fieldNamed(form: Form, text: string): string {
  const wanted = fold(text)
  const names = form.fields.find(
    ({ key, header, synonyms }) =>
      key === text || [header, ...synonyms].some((name) => fold(name) === wanted),
  )
  return names?.key ?? text
}

/** The form with headers that a person explained (header -> field) among its synonyms; what names no field of it is passed over. */
export function withNamedColumns(form: Form, map: Readonly<Record<string, string>>): Form {
  const said = Object.entries(map).map(([column, field]) => ({
    column,
    key: fieldNamed(form, field),
  }))
  const fields = form.fields.map((field) => ({
    ...field,
    synonyms: [
      ...field.synonyms,
      ...said.flatMap(({ column, key }) => (key === field.key ? column : [])),
    ],
  }))
  return { ...form, fields }
}
