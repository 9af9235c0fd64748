import { describe, expect, test } from 'vitest'
import { copyOfHouse } from '../support/gate.js'

const biome = ['node_modules/@biomejs/biome/bin/biome', 'ci', '--vcs-enabled=false', 'src']
const tsc = ['node_modules/typescript/bin/tsc', '--noEmit']
const knip = ['node_modules/knip/bin/knip.js', '--no-progress']
const sound =
  '/** Says hello. */\nexport function greet(name: string): string {\n  return name\n}\n'
const lines = Array.from({ length: 50 }, (_, at) => `  x += ${at}`).join('\n')
const branches = '  for (const a of list) if (a) for (const b of list) if (b) if (a > b) n += 1\n'

describe('biome', () => {
  test('passes sound code', async () => {
    const copy = await copyOfHouse()
    copy.plant('src/lib/a/greet.ts', sound)

    expect(copy.run(biome)).toMatchObject({ status: 0 })
  })

  // One run over all: each breach lies in a folder of its own, and its rule must be named at its file.
  const breaches: Record<string, readonly [file: string, text: string]> = {
    noExplicitAny: ['b.ts', 'export function f(x: any): void {\n  x()\n}\n'],
    noNonNullAssertion: ['b.ts', 'export const f = (x: string | null) => x!\n'],
    noDefaultExport: ['b.ts', 'export default function f() {}\n'],
    noEnum: ['b.ts', 'export enum E {\n  a,\n}\n'],
    noConsole: ['b.ts', "console.log('x')\n"],
    useThrowOnlyError: ['b.ts', "export function f() {\n  throw 'x'\n}\n"],
    useFilenamingConvention: ['someName.ts', sound],
    useImportExtensions: ['b.ts', "export { greet } from './greet'\n"],
    noImportCycles: ['greet.ts', "export { b } from './b.js'\n"],
    noFloatingPromises: ['b.ts', 'async function g() {}\nexport function f() {\n  g()\n}\n'],
    noExcessiveLinesPerFunction: [
      'b.ts',
      `export function f() {\n  let x = 0\n${lines}\n  return x\n}\n`,
    ],
    noExcessiveCognitiveComplexity: [
      'b.ts',
      `export function f(list: number[]) {\n  let n = 0\n${branches}${branches}  return n\n}\n`,
    ],
    format: ['b.ts', 'export const a = "x";\n'],
  }
  const folderOf = (rule: string) => `src/lib/${rule.toLowerCase()}`

  test(`refuses each planted breach: ${Object.keys(breaches).join(', ')}`, async () => {
    const copy = await copyOfHouse()
    for (const [rule, [file, text]] of Object.entries(breaches)) {
      copy.plant(`${folderOf(rule)}/greet.ts`, sound)
      copy.plant(`${folderOf(rule)}/b.ts`, "export { greet as b } from './greet.js'\n")
      copy.plant(`${folderOf(rule)}/${file}`, text)
    }

    const { status, output } = copy.run([...biome, '--max-diagnostics=none'])

    expect(status).toBe(1)
    const heads = output.split('\n').filter((line) => line.includes('src/lib/'))
    const isNamed = ([rule, [file]]: [string, readonly [string, string]]) =>
      heads.some((head) => head.includes(`${folderOf(rule)}/${file}`) && head.includes(rule))
    expect(Object.entries(breaches).filter((breach) => !isNamed(breach))).toEqual([])
  })
})

describe('types', () => {
  const mistakes: Record<string, readonly [text: string, code: string]> = {
    'a wrong type': ["export const a: number = 'x'\n", 'TS2322'],
    'an index that may be missing': ['export const f = (x: string[]): string => x[0]\n', 'TS2322'],
    'an English text that is missing': [
      "import type { ui } from './zh.js'\nexport const en: typeof ui = {}\n",
      'TS2741',
    ],
  }
  const fileOf = (name: string) => `${name.replaceAll(' ', '-')}.ts`

  test('refuse each planted mistake', async () => {
    const copy = await copyOfHouse()
    copy.plant('src/zh.ts', "export const ui = { yes: '是' }\n")
    for (const [name, [text]] of Object.entries(mistakes)) copy.plant(`src/${fileOf(name)}`, text)

    const { status, output } = copy.run(tsc)

    expect(status).not.toBe(0)
    for (const [name, [, code]] of Object.entries(mistakes))
      expect(output).toMatch(new RegExp(`${fileOf(name)}.*${code}`))
  })
})

describe('knip', () => {
  test('refuses a file and an export that nobody uses', async () => {
    const copy = await copyOfHouse()
    copy.plant('src/lib/ui/main.ts', "import { used } from './parts.js'\n\nused()\n")
    copy.plant('src/lib/ui/parts.ts', 'export function used() {}\nexport function forgotten() {}\n')
    copy.plant('src/lib/ui/orphan.ts', 'export {}\n')

    const { status, output } = copy.run(knip)

    expect(status).not.toBe(0)
    expect(output).toMatch(/forgotten/)
    expect(output).toMatch(/orphan\.ts/)
  })
})

describe('drift', () => {
  const built = ['dist/lib', 'dist/hooks']
  const command = (summary: string) =>
    `import { Command } from '@oclif/core'\nexport default class Planted extends Command {\n  static summary = '${summary}'\n  async run() {}\n}\n`

  test('of the manifest is refused until it is written again', async () => {
    const copy = await copyOfHouse()
    copy.bring('scripts', ...built)
    copy.plant('dist/commands/planted.js', command('甲'))
    expect(copy.run(['scripts/manifest.mjs'])).toMatchObject({ status: 0 })
    expect(copy.run(['scripts/manifest.mjs', '--check'])).toMatchObject({ status: 0 })

    copy.plant('dist/commands/planted.js', command('乙'))

    const { status, output } = copy.run(['scripts/manifest.mjs', '--check'])
    expect(status).toBe(1)
    expect(output).toContain('oclif.manifest.json')
  })

  test('of the command pages is refused, and so is a page without its command', async () => {
    const copy = await copyOfHouse()
    copy.bring('scripts', ...built)
    copy.plant('dist/commands/planted.js', command('甲'))
    copy.run(['scripts/manifest.mjs'])
    copy.run(['scripts/docs.mjs'])
    expect(copy.run(['scripts/docs.mjs', '--check'])).toMatchObject({ status: 0 })

    copy.plant('docs/commands/gone.md', '# gone\n')
    copy.plant('docs/commands/planted.md', '# planted\n')

    const { status, output } = copy.run(['scripts/docs.mjs', '--check'])
    expect(status).toBe(1)
    expect(output).toContain('docs/commands/gone.md')
    expect(output).toContain('docs/commands/planted.md')
  })
})

describe('the closing line', () => {
  test('counts a file that cannot be loaded as failed', async () => {
    const copy = await copyOfHouse()
    copy.bring('vitest.config.ts', 'test/support')
    copy.plant('test/a.test.ts', "import { test } from 'vitest'\ntest('a', () => {})\n")
    copy.plant('test/b.test.ts', "import './missing.js'\n")
    copy.plant(
      'test/c.test.ts',
      "import { test } from 'vitest'\ntest('c', () => {\n  throw new Error('c')\n})\n",
    )

    const { status, stdout } = copy.run(['node_modules/vitest/vitest.mjs', 'run'], { VITEST: '' })

    expect(status).toBe(1)
    expect(stdout.trimEnd().split('\n').at(-1)).toBe('1 passed, 2 failed')
  })
})
