import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { listForms, loadForm } from '../../../src/lib/sheets/index.js'
import { tempFolder } from '../../support/temp-folder.js'

const body = (rest: string) =>
  `id: own\ntitle: 自定表\nversion: 1\nclause: 县里\n${rest}\nfields:\n  - { key: name, header: 名称, required: true }\n  - groups:\n      - { key: accept, header: 受理, synonyms: [接件] }\n    parts:\n      - { key: post, header: 岗位, synonyms: [岗] }\n`

async function templates(text: string): Promise<{ templatesDir: string }> {
  const templatesDir = await tempFolder()
  await mkdir(join(templatesDir, 'forms'))
  await writeFile(join(templatesDir, 'forms', 'own.yaml'), text)
  return { templatesDir }
}

test('the shipped forms load, and every field that the notice does not state is marked', async () => {
  const ids = await listForms()
  const forms = await Promise.all(ids.map((id) => loadForm(id)))

  expect(ids).toEqual(expect.arrayContaining(['articles', 'items', 'node-staff']))
  for (const { fields, anchor } of forms) {
    expect(fields.map(({ key }) => key)).toContain(anchor)
    expect(fields.filter(({ inferred }) => inferred).length).toBeGreaterThan(0)
  }
})

test('columns under a common header become one field each, known by every pair of names', async () => {
  const form = await loadForm('own', await templates(body('anchor: name')))

  expect(form.fields.map(({ key }) => key)).toEqual(['name', 'accept.post'])
  expect(form.fields[1]).toMatchObject({
    header: '受理·岗位',
    synonyms: ['受理·岗', '接件·岗位', '接件·岗'],
  })
})

test('an unknown form is refused with the known ones', async () => {
  await expect(loadForm('nothing')).rejects.toMatchObject({
    code: 'HK-SHEET-020',
    params: { known: expect.arrayContaining(['items']) },
  })
})

test.each([
  ['anchor: other', 'HK-SHEET-021'],
  ['anchor: name\nstarts: [other]', 'HK-SHEET-021'],
  ['anchor: name\nancor: name', 'HK-YAML-003'],
])('a form that says %j is refused', async (rest, code) => {
  await expect(loadForm('own', await templates(body(rest)))).rejects.toMatchObject({ code })
})
