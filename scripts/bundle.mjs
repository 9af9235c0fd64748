// Puts the sources together for running: one file per command and one per room, because opening and linking hundreds of
// small files was half of every command's time. What a room loads on use (`await import()`) stays a file of its own.
import { readdirSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { rolldown } from 'rolldown'
import { root } from './drift.mjs'
import { schemaSources } from './schema-sources.mjs'

const src = join(root, 'src')
/** Libraries that every command loads: they come along. All others are loaded from where they are installed. */
const alongside = ['zod', 'yaml', 'chalk', 'string-width', 'fflate', '@marcbachmann/cel-js']
/** What oclif, the tests, the benches and the scripts load by name. */
const entry = /^(?:commands\/.*|hooks\/[^/]*|lib\/ui\/(?:main|help)|lib\/[^/]*\/index)\.ts$/
/**
 * The first are sent to a worker as text and know each other by name: they keep their files and names. The last is a
 * worker's own beginning: what does its work must not run when the room is loaded.
 */
const alone = /^lib\/(?:sheets\/worker\/|migrate\/run\/worker\.ts)/

/** Builds `src/` into a folder. */
export async function bundle(dir) {
  const build = await rolldown({
    input: entries(),
    platform: 'node',
    preserveEntrySignatures: 'allow-extension',
    external: (id, importer) =>
      isPackage(id) && !comesAlong(id) && !comesAlong(inPackage(importer)),
    onLog: (level, { message }) => process.stderr.write(`${level}: ${message}\n`),
  })
  await build.write({
    dir,
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: 'lib/[name].js',
    codeSplitting: {
      includeDependenciesRecursively: false,
      groups: [{ name: chunkOf, debugName: 'rooms' }],
    },
  })
  await build.close()
}

function entries() {
  const files = readdirSync(src, { recursive: true }).map(slashed)
  const schemas = Object.values(schemaSources).map(([, module]) => `lib/${module}.ts`)
  const named = files.filter((file) => entry.test(file) || alone.test(file))
  return Object.fromEntries(
    [...named, ...schemas].map((file) => [file.replace(/\.ts$/, ''), join(src, file)]),
  )
}

/** A room's name for what is loaded with it, a library's for what comes along, null for a file of its own. */
function chunkOf(id, modules) {
  const library = inPackage(id)
  if (library !== null) return `with/${library.replace('/', '-')}`
  const path = slashed(relative(src, id))
  if (alone.test(path) || !isLoadedAtOnce(id, modules)) return null
  return /^lib\/([^/]+)\//.exec(path)?.[1] ?? null
}

const atOnce = new Map()

/** Whether somebody imports a module statically who is loaded at once himself; entries are. */
function isLoadedAtOnce(id, modules) {
  const known = atOnce.get(id)
  if (known !== undefined) return known
  const { isEntry, importers } = modules.getModuleInfo(id)
  const answer = isEntry || importers.some((one) => isLoadedAtOnce(one, modules))
  atOnce.set(id, answer)
  return answer
}

function isPackage(id) {
  return !/^[./#]|^[A-Za-z]:[\\/]/.test(id)
}

function comesAlong(id) {
  return id !== null && alongside.some((name) => id === name || id.startsWith(`${name}/`))
}

function inPackage(path) {
  return /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(slashed(path ?? ''))?.[1] ?? null
}

function slashed(path) {
  return path.split(sep).join('/')
}
