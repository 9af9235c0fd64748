import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { collectFiles } from '../../../src/lib/inbox/index.js'
import { loadForm } from '../../../src/lib/sheets/index.js'
import { tempFolder } from '../../support/temp-folder.js'
import { freshStore, take } from './menghai.js'

test.each(['case-list', 'article-list', 'consultation-list', 'problems'])(
  'a %s that lies in the inbox is called what it is, and nothing of it is taken in',
  async (id) => {
    const { title, fields } = await loadForm(id)
    const folder = join(await tempFolder(), '收件')
    await mkdir(folder)
    const lines = [fields.map(({ header }) => header), fields.map(() => '1')]
    await writeFile(join(folder, '林业局.csv'), lines.map((line) => line.join()).join('\n'))
    const store = await freshStore()

    const { files, totals } = await take(store, await collectFiles([folder], folder))

    const [{ error, forms } = { error: null, forms: [] }] = files
    expect(error?.code).toBe('HK-INBOX-022')
    expect(error?.params).toEqual({ file: '林业局.csv', form: id, title })
    expect(forms).toEqual([])
    expect(totals.item.read + totals.person.read + totals.article.read + totals.entry.read).toBe(0)
  },
)
