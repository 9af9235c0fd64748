import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { schemasDir } from '../assets/index.js'
import { writeFileAtomic } from '../workspace/index.js'

/**
 * Lays a JSON Schema beside a file that will be written, and says how the file names it: `.hallkit/migration.schema.json`. The
 * folder can be carried away as it is, and an editor still checks the file.
 */
export async function schemaBeside(file: string, name: string): Promise<string> {
  const path = `.hallkit/${name}.schema.json`
  await writeFileAtomic(
    join(dirname(file), path),
    await readFile(join(schemasDir(), `${name}.schema.json`)),
  )
  return path
}
