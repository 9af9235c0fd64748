// A generated file is committed; `--check` says which one no longer matches what would be generated now.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = join(dirname(fileURLToPath(import.meta.url)), '..')

/** Writes `files` (path from the root -> text), or with `--check` compares them; `folder` may hold no others. */
export function settle(files, folder, renew) {
  const stale = folder ? listFiles(join(root, folder)).filter((file) => !files.has(file)) : []
  if (process.argv.includes('--check')) compare(files, stale, renew)
  else write(files, stale)
}

function compare(files, stale, renew) {
  const drifted = [...files].filter(([file, text]) => read(file) !== text).map(([file]) => file)
  const all = [...drifted, ...stale]
  for (const file of all) process.stderr.write(`out of date: ${file}\n`)
  if (all.length === 0) return
  process.stderr.write(`Run ${renew} and commit the result.\n`)
  process.exitCode = 1
}

function write(files, stale) {
  for (const file of stale) rmSync(join(root, file))
  for (const [file, text] of files) {
    if (read(file) === text) continue
    mkdirSync(dirname(join(root, file)), { recursive: true })
    writeFileSync(join(root, file), text)
  }
}

function read(file) {
  try {
    return readFileSync(join(root, file), 'utf8')
  } catch (error) {
    if (error.code === 'ENOENT') return null
    throw error
  }
}

function listFiles(folder) {
  let entries
  try {
    entries = readdirSync(folder, { withFileTypes: true, recursive: true })
  } catch (error) {
    if (error.code === 'ENOENT') return []
    throw error
  }
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
}
