import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'

/** One import of one file, as written. */
export interface ImportLine {
  readonly file: string
  readonly target: string
  readonly kind: 'static' | 'type' | 'dynamic'
}

/** The tables of docs/architecture.md. */
export interface Rules {
  readonly rooms: ReadonlyMap<string, readonly string[]>
  readonly libraries: ReadonlyMap<
    string,
    { readonly rooms: readonly string[]; readonly onUse: boolean }
  >
  readonly machine: ReadonlyMap<string, readonly string[]>
}

const askers = ['ui', 'commands', 'hooks']
const machineWord =
  /\bprocess\.\w+|\bDate\.now\b|\bMath\.random\b|\bnew Date\(\)|\bperformance\.now\b/g
const statement = /^(?:import|export)\s+(type\s)?(?:[^'"`;]*?\sfrom\s+)?'([^']+)'/gm
const dynamic = /\bimport\(\s*'([^']+)'\s*\)/g

/** Reads the three tables; a table that is missing is an error, never an empty rule. */
export function readRules(page: string): Rules {
  const rooms = table(page, 'Which room may import which')
  const libraries = table(page, 'Which room may use which library')
  const machine = table(page, 'Who may ask the machine')
  return {
    rooms: new Map(rooms.map(([room = '', allowed = '']) => [room, list(allowed)])),
    libraries: new Map(
      libraries.map(([name = '', allowed = '', loaded]) => [
        name,
        { rooms: list(allowed), onUse: loaded === 'on use' },
      ]),
    ),
    machine: new Map(machine.map(([word = '', allowed = '']) => [word, list(allowed)])),
  }
}

/** Every breach of the rules under a `src` folder, each as a line a person can act on. */
export function violations(src: string, rules: Rules): readonly string[] {
  const imports = allImports(src)
  const breaches = imports.map((line) => breachOf(line, rules)).filter((breach) => breach !== null)
  const asked = sourceFiles(src).flatMap((file) =>
    machineBreaches(file, readCode(src, file), rules),
  )
  return [...breaches, ...earlyLoads(imports, rules), ...asked]
}

/** Every import of every file, so that a test can see that the scan sees anything at all. */
export function allImports(src: string): readonly ImportLine[] {
  return sourceFiles(src).flatMap((file) => importsOf(file, readCode(src, file)))
}

function breachOf(line: ImportLine, rules: Rules): string | null {
  if (line.target.startsWith('node:')) return null
  return line.target.startsWith('.') ? roomBreach(line, rules) : libraryBreach(line, rules)
}

function roomBreach({ file, target }: ImportLine, rules: Rules): string | null {
  const from = roomOf(file)
  const path = pathOf(file, target)
  const to = roomOf(path)
  if (from === to) return null
  const allowed = rules.rooms.get(from)
  if (!allowed) return `${file}: room ${from} stands in no table`
  if (!allowed.includes(to)) return `${file}: ${from} may not import ${to}`
  return isFace(path, from, to) ? null : `${file}: ${to} is entered only through its index.js`
}

/** The words of i18n are typed room by room, so that a command loads only what it shows. */
function isFace(path: string, from: string, to: string): boolean {
  if (from === 'i18n' && to === 'errors') return true
  if (from === 'hooks' && to === 'ui') return true
  return path === `lib/${to}/index.js`
}

function libraryBreach({ file, target }: ImportLine, rules: Rules): string | null {
  const name = packageOf(target)
  const rule = rules.libraries.get(name)
  if (!rule) return `${file}: library ${name} stands in no table`
  if (!rule.rooms.includes(roomOf(file))) return `${file}: ${roomOf(file)} may not use ${name}`
  return null
}

/** Files from which a command starts to load: what they reach by static imports is loaded at once. */
function isEntry(file: string): boolean {
  return /^lib\/[^/]+\/index\.ts$|^commands\/|^hooks\/|^lib\/ui\/(main|help)\.ts$/.test(file)
}

function earlyLoads(imports: readonly ImportLine[], rules: Rules): readonly string[] {
  const statics = new Map<string, ImportLine[]>()
  for (const line of imports.filter(({ kind }) => kind === 'static')) {
    statics.set(line.file, [...(statics.get(line.file) ?? []), line])
  }
  const entries = [...statics.keys()].filter(isEntry)
  return [...new Set(entries.flatMap((entry) => reach(entry, statics, rules)))]
}

function reach(
  entry: string,
  statics: ReadonlyMap<string, readonly ImportLine[]>,
  rules: Rules,
): readonly string[] {
  const seen = new Set([entry])
  const found: string[] = []
  for (const file of seen) {
    for (const { target } of statics.get(file) ?? []) {
      if (target.startsWith('.')) seen.add(pathOf(file, target).replace(/\.js$/, '.ts'))
      else if (rules.libraries.get(packageOf(target))?.onUse)
        found.push(`${file}: ${packageOf(target)} is loaded on use, with await import()`)
    }
  }
  return found
}

function pathOf(file: string, target: string): string {
  return join(file, '..', target).split(sep).join('/')
}

function packageOf(target: string): string {
  return target.split('/', target.startsWith('@') ? 2 : 1).join('/')
}

function machineBreaches(file: string, text: string, rules: Rules): readonly string[] {
  const room = roomOf(file)
  if (askers.includes(room)) return []
  return [...new Set(text.match(machineWord))]
    .filter((word) => !rules.machine.get(word)?.includes(room))
    .map((word) => `${file}: ${room} may not ask ${word}`)
}

function importsOf(file: string, text: string): readonly ImportLine[] {
  const written = [...text.matchAll(statement)].map(([, type, target = '']) => ({
    file,
    target,
    kind: type ? ('type' as const) : ('static' as const),
  }))
  const onUse = [...text.matchAll(dynamic)].map(([, target = '']) => ({
    file,
    target,
    kind: 'dynamic' as const,
  }))
  return [...written, ...onUse]
}

function roomOf(file: string): string {
  const [first = '', second = ''] = file.split('/')
  return first === 'lib' ? second : first
}

function sourceFiles(src: string): readonly string[] {
  return readdirSync(src, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => relative(src, join(entry.parentPath, entry.name)).split(sep).join('/'))
}

function readCode(src: string, file: string): string {
  return readFileSync(join(src, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
}

function table(page: string, heading: string): readonly (readonly string[])[] {
  const section = page.split(`## ${heading}\n`)[1]?.split('\n## ')[0]
  const rows = section?.split('\n').filter((line) => line.startsWith('|')) ?? []
  if (rows.length < 3) throw new Error(`docs/architecture.md has no table "${heading}"`)
  return rows.slice(2).map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  )
}

function list(cell: string): readonly string[] {
  return cell.split(/,\s*/).filter(Boolean)
}
