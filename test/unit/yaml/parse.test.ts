import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { AppError } from '../../../src/lib/errors/index.js'
import { parseYaml, readYaml, stringifyYaml } from '../../../src/lib/yaml/index.js'

const unit = z.strictObject({
  code: z.string(),
  batch: z.enum(['b1', 'b2']).optional(),
  size: z.int().min(1).optional(),
})
const schema = z.strictObject({
  title: z.string(),
  units: z.array(unit).default([]),
  place: z.union([z.string(), z.strictObject({ name: z.string() })]).optional(),
})

function refusal(text: string, as: z.ZodType = schema): AppError {
  try {
    parseYaml(text, { file: 'a.yaml', schema: as })
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
  throw new Error('accepted')
}

describe('a YAML file of ours', () => {
  test('is read as YAML 1.2: yes is text, 0o17 is a number, dates are text', () => {
    const any = z.record(z.string(), z.unknown())
    const value = parseYaml('a: yes\nb: 0o17\nc: 2015-04-08\nd: ~', { file: 'a.yaml', schema: any })
    expect(value).toEqual({ a: 'yes', b: 15, c: '2015-04-08', d: null })
  })

  test('may start with the byte order mark that Notepad writes', () => {
    expect(parseYaml('\ufefftitle: 演练', { file: 'a.yaml', schema }).title).toBe('演练')
  })

  test('names the nearest key for an unknown one, with its position', () => {
    const error = refusal('title: x\nunits:\n  - code: "1"\n    bacth: b1\n')
    expect(error.code).toBe('HK-YAML-003')
    expect(error.params).toEqual({
      file: 'a.yaml',
      line: 4,
      column: 5,
      key: 'bacth',
      path: 'units[0]',
      known: ['code', 'batch', 'size'],
      nearest: ['batch'],
    })
  })

  test('a mistyped required key is reported as unknown, not as missing', () => {
    const error = refusal('tilte: x\n')
    expect(error.code).toBe('HK-YAML-003')
    expect(error.params).toMatchObject({ key: 'tilte', nearest: ['title'] })
    expect(error.also).toEqual([])
  })

  test('tells all that is wrong in a file at once, each with its place', () => {
    const error = refusal('tilte: x\nsorte: y\nunits:\n  - bacth: b1\n')
    const told = [error, ...error.also].map(({ code, params }) => [code, params])
    expect(told).toMatchObject([
      ['HK-YAML-003', { line: 1, key: 'tilte' }],
      ['HK-YAML-003', { line: 2, key: 'sorte' }],
      ['HK-YAML-003', { line: 4, key: 'bacth' }],
      ['HK-YAML-004', { line: 4, key: 'code' }],
    ])
  })

  test('offers only the keys of the kind that the value says it is', () => {
    const kinds = z.discriminatedUnion('driver', [
      z.strictObject({ driver: z.literal('csv'), path: z.string() }),
      z.strictObject({ driver: z.literal('server'), host: z.string(), timezone: z.string() }),
    ])
    const text = 'source: { driver: csv, path: a, timezone: x }'
    const error = refusal(text, z.object({ source: kinds }))
    expect(error.params).toMatchObject({ known: ['driver', 'path'], nearest: [] })
  })

  test('finds unknown keys inside a branch of a union', () => {
    const error = refusal('title: x\nplace:\n  name: a\n  nmae: b\n')
    expect(error.params).toMatchObject({ line: 4, column: 3, key: 'nmae', nearest: ['name'] })
  })

  test.each([
    ['title: a\ntitle: b\n', 'HK-YAML-002', { line: 2, column: 1, key: 'title' }],
    ['title: [a\n', 'HK-YAML-001', { line: 2 }],
    ['title: a\nunits:\n\t- code: b\n', 'HK-YAML-001', { line: 3, hint: 'tab' }],
    ['title: a\nplace：县政务中心\n', 'HK-YAML-001', { line: 2, hint: 'full-width-colon' }],
    ['title: a\n---\ntitle: b\n', 'HK-YAML-001', { hint: 'many-documents' }],
    ['title: !secret a\n', 'HK-YAML-001', { line: 1, column: 8, hint: 'tag' }],
    ['units: []\n', 'HK-YAML-004', { key: 'title', path: '', line: 1 }],
    ['title: a\nunits:\n  - {batch: b1}\n', 'HK-YAML-004', { key: 'code', path: 'units[0]' }],
    ['title: 3\n', 'HK-YAML-005', { rule: 'type', expected: 'string', found: '3' }],
    [
      'title: a\nunits: [{code: x, size: 0}]\n',
      'HK-YAML-005',
      { rule: 'too-small', expected: '1', path: 'units[0].size', line: 2, column: 25 },
    ],
    [
      'title: a\nunits: [{code: x, batch: b3}]\n',
      'HK-YAML-006',
      { options: ['b1', 'b2'], found: 'b3', nearest: [] },
    ],
    ['title: a\nplace: 3\n', 'HK-YAML-005', { rule: 'other', expected: 'string | object' }],
    ['', 'HK-YAML-005', { rule: 'type', expected: 'object' }],
  ])('%j is refused as %s', (text, code, params) => {
    const error = refusal(text)
    expect(error.code).toBe(code)
    expect(error.params).toMatchObject(params)
  })

  test('a key that JavaScript would swallow is refused, wherever it stands', () => {
    expect(refusal('title: x\nplace: {name: {__proto__: {a: 1}}}\n')).toMatchObject({
      code: 'HK-YAML-003',
      params: { key: '__proto__', line: 2, column: 16 },
    })
  })

  test('an alias bomb is refused', () => {
    const rows = Array.from({ length: 9 }, (_, i) => {
      const prior = i === 0 ? '"x"' : `*a${i - 1}`
      return `a${i}: &a${i} [${Array(9).fill(prior).join(', ')}]`
    })
    expect(refusal(rows.join('\n')).code).toBe('HK-YAML-001')
  })

  test('a missing file and a file in GBK are named', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'hallkit-yaml-'))
    const file = join(folder, '演练 (1).yaml')
    await expect(readYaml(file, schema)).rejects.toMatchObject({ code: 'HK-YAML-007' })
    await expect(readYaml(folder, schema)).rejects.toMatchObject({ params: { reason: 'EISDIR' } })
    await writeFile(file, Buffer.from([0x74, 0x3a, 0x20, 0xd1, 0xdd, 0xc1, 0xb7]))
    await expect(readYaml(file, schema)).rejects.toMatchObject({ code: 'HK-YAML-008' })
    await writeFile(file, 'title: 演练')
    await expect(readYaml(file, schema)).resolves.toEqual({ title: '演练', units: [] })
  })

  test('spans of a day are written as a person would write them', () => {
    const windows = [
      ['08:30', '12:00'],
      ['15:00', '17:30'],
    ]
    const text = stringifyYaml({ windows }, { schemaUrl: 's' })
    expect(text).toContain('windows:\n  - [08:30, 12:00]\n  - [15:00, 17:30]\n')
  })

  test('what is written carries the schema line and reads back the same', () => {
    const text = stringifyYaml(
      { title: '是: 否' },
      { schemaUrl: 'x.schema.json', comment: '两行\n注' },
    )
    expect(text.split('\n').slice(0, 3)).toEqual([
      '# yaml-language-server: $schema=x.schema.json',
      '# 两行',
      '# 注',
    ])
    const json = z.record(z.string(), z.json())
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        fc.pre(!JSON.stringify(value).includes('"__proto__":'))
        const plain = JSON.parse(JSON.stringify(value))
        const written = stringifyYaml(plain, { schemaUrl: 's' })
        expect(parseYaml(written, { file: 'f', schema: json })).toEqual(plain)
      }),
    )
  })
})
