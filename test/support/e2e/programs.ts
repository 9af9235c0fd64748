import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** The first of these programs that this machine has; null is said aloud, so that a check left out is seen. */
export function programOf(what: string, names: readonly string[]): string | null {
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  const paths = names.flatMap((name) => folders.map((folder) => join(folder, name)))
  const found = paths.find((path) => existsSync(path)) ?? null
  if (found === null)
    process.stderr.write(`\n!! ${what} IS NOT HERE: what needs it is not checked\n`)
  return found
}

/** Turns a paper into .pdf with LibreOffice, in a profile of its own; gives its error text, empty when it went well. */
export function toPdf(soffice: string, file: string, folder: string): string {
  const profile = `-env:UserInstallation=file://${encodeURI(join(folder, 'profile'))}`
  const args = [profile, '--headless', '--convert-to', 'pdf', '--outdir', folder, file]
  const { status, stderr, error } = spawnSync(soffice, args, { encoding: 'utf8', timeout: 90_000 })
  if (error) return String(error)
  return status === 0 ? '' : `exit ${status}: ${stderr}`
}
