import { spawnSync } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import {
  type Form,
  type FormRow,
  listForms,
  loadForm,
  writeForm,
} from '../../../src/lib/sheets/index.js'
import { programOf } from '../../support/e2e/programs.js'
import { tempFolder } from '../../support/temp-folder.js'

const at = new Date('2015-04-03T00:00:00Z')
const CSV = 'csv:Text - txt - csv (StarCalc):44,34,76'

/** Three records: whole, with nothing but its anchor, and one whose limits are the wrong way round. */
function rowsOf({ fields, anchor, checks = [] }: Form): FormRow[] {
  const whole = Object.fromEntries(
    fields.map(({ key, type }) => [key, type === 'count' ? '1' : '值']),
  )
  const limits = checks.flatMap(({ notLonger, than }) => [
    [notLonger, '30个工作日'],
    [than, '20工作日'],
  ])
  return [whole, { [anchor]: '值' }, { ...whole, ...Object.fromEntries(limits) }]
}

/** The file as if nobody had computed its formulas, and what they gave when it was written. */
function forgetful(bytes: Uint8Array): { readonly bytes: Uint8Array; readonly said: string } {
  const entries = unzipSync(bytes)
  const part = 'xl/worksheets/sheet1.xml'
  const xml = strFromU8(entries[part] ?? new Uint8Array())
  const values = [...xml.matchAll(/<\/f><v>([^<]*)<\/v>/g)].map(([, value]) => value)
  const blank = xml.replace(/<\/f><v>[^<]*<\/v>/g, '</f>')
  return { bytes: zipSync({ ...entries, [part]: strToU8(blank) }), said: values.at(-1) ?? '' }
}

test('LibreOffice opens every form and counts what is missing as we do', async () => {
  const soffice = programOf('LibreOffice (soffice)', ['soffice'])
  if (soffice === null) return
  const folder = await tempFolder()
  const forms = await Promise.all((await listForms()).map((id) => loadForm(id)))
  const said = new Map<string, string>()
  for (const form of forms) {
    const written = await writeForm(form, { unit: '林业局', rows: rowsOf(form), at })
    const file = forgetful(written)
    said.set(form.id, file.said)
    await writeFile(join(folder, `${form.id}.xlsx`), file.bytes)
  }

  const profile = `-env:UserInstallation=file://${encodeURI(join(folder, 'profile'))}`
  const files = forms.map(({ id }) => join(folder, `${id}.xlsx`))
  const args = [profile, '--headless', '--convert-to', CSV, '--outdir', folder, ...files]
  const { status } = spawnSync(soffice, args, { timeout: 100_000 })

  expect(status).toBe(0)
  for (const { id } of forms) {
    const table = await readFile(join(folder, `${id}.csv`), 'utf8')
    expect(said.get(id), id).toMatch(/^自查：(还有 \d+ 处必填未填|必填栏目已填齐)/)
    expect(table, id).toContain(said.get(id))
  }
  expect(said.get('items')).toContain('1 处承诺期限长于法定期限')
}, 120_000)
