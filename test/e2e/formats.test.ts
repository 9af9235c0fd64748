import { readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { planSchema } from '../../src/lib/drill/plan/plan-model.js'
import { VERDICTS } from '../../src/lib/hall/check/model.js'
import { keptCheckSchema } from '../../src/lib/hall/check/save.js'
import { rosterLockSchema } from '../../src/lib/roster/lock.js'
import { fieldsOfSchema, formatPage, type Schema } from '../support/e2e/format-page.js'

const schemas = fileURLToPath(new URL('../../schemas/', import.meta.url))
const names = (await readdir(schemas)).filter((name) => name.endsWith('.json'))
const page = await formatPage()

describe('docs/formats.md', () => {
  it.each(names)('names every field of %s and no other', async (name) => {
    const schema = JSON.parse(await readFile(join(schemas, name), 'utf8'))
    const fields = page.fieldsOf(`schema: ${basename(name, '.schema.json')}`)
    expect([...fields].sort()).toEqual(fieldsOfSchema(schema).sort())
  })

  it('names every field of a locked plan', () => {
    const plan = fieldsOfSchema(plain(z.toJSONSchema(planSchema)), 'plan')
    const known = plan.filter((field) => !field.startsWith('plan.scripts.'))
    expect([...page.fieldsOf('zod: plan-lock')].sort()).toEqual(
      ['v', 'run', 'sha256', 'sources', 'plan', ...known].sort(),
    )
  })

  it('names every field of a kept check of a hall', () => {
    const fields = fieldsOfSchema(plain(z.toJSONSchema(keptCheckSchema)))
    const verdicts = VERDICTS.map((verdict) => `counts.${verdict}`)
    const named = fields.filter((field) => !verdicts.includes(field))
    expect([...page.fieldsOf('zod: hall-check')].sort()).toEqual(named.sort())
  })

  it('names every field of the roster lock', () => {
    const fields = fieldsOfSchema(plain(z.toJSONSchema(rosterLockSchema)))
    expect([...page.fieldsOf('zod: roster-lock')].sort()).toEqual(fields.sort())
  })
})

/** A schema as it would stand in a file. */
function plain(schema: object): Schema {
  return JSON.parse(JSON.stringify(schema))
}
