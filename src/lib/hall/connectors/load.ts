import { existsSync, readdirSync } from 'node:fs'
import { basename, dirname, isAbsolute, join, resolve } from 'node:path'
import { templatesDir } from '../../assets/index.js'
import { AppError } from '../../errors/index.js'
import { nearest } from '../../text/index.js'
import { readYaml } from '../../yaml/index.js'
import { type Cel, celOf } from './cel.js'
import { type ConnectorFile, connectorFile } from './format.js'

/** A connector file that was read and checked, with its expressions. */
export interface Connector {
  readonly file: string
  readonly folder: string
  readonly spec: ConnectorFile
  readonly cel: Cel
}

/** Reads a connector file; errors as `readYaml`, with file, line and column. */
export async function readConnector(file: string): Promise<Connector> {
  const spec = await readYaml(file, connectorFile)
  return { file, folder: dirname(resolve(file)), spec, cel: celOf(basename(file)) }
}

/** The file behind a name: a path (from `folder`), or one of the connectors that ship. HK-CONN-001 when it is neither. */
export function findConnector(name: string, folder: string): string {
  const path = isAbsolute(name) ? name : join(folder, name)
  if (existsSync(path)) return path
  const shipped = join(templatesDir(), 'connectors')
  const file = join(shipped, `${name}.yaml`)
  if (basename(name) === name && existsSync(file)) return file
  const known = readdirSync(shipped).map((one) => one.replace(/\.yaml$/, ''))
  throw new AppError('HK-CONN-001', { name, nearest: nearest(name, known) })
}
