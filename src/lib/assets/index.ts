/**
 * assets: where the files that ship with the package lie (templates, schemas).
 * The one place that knows the layout of the package; it reads none of them.
 */
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder that holds package.json, whether the code runs from src or from dist. */
export function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url))
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder)
    if (parent === folder) throw new Error('hallkit runs outside its package')
    folder = parent
  }
  return folder
}

/** The folder of the shipped data files: notices, forms, drills, workflows. */
export function templatesDir(): string {
  return join(packageRoot(), 'templates')
}

/** The folder of the shipped JSON Schemas. */
export function schemasDir(): string {
  return join(packageRoot(), 'schemas')
}
