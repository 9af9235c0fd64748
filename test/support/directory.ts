import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'

const SLAPD = ['/usr/sbin/slapd', '/usr/lib/openldap/slapd', '/usr/libexec/slapd'].find(existsSync)
const MODULES = '/usr/lib/ldap'
const SCHEMAS = ['/etc/ldap/schema', '/etc/openldap/schema'].find(existsSync)
const run = promisify(execFile)

/** True when this machine has OpenLDAP (Debian: slapd and ldap-utils); says loudly when it has not. */
export function hasOpenLdap(): boolean {
  if (SLAPD !== undefined && SCHEMAS !== undefined) return true
  process.stderr.write('SKIPPED: no slapd on this machine, LDIF was not loaded into OpenLDAP\n')
  return false
}

/** An OpenLDAP server with the core, cosine and inetorgperson schemas and one empty tree. */
export interface Directory {
  /** Adds every entry of an LDIF file; rejects with the server's words when one is refused. */
  readonly load: (file: string) => Promise<void>
  /** Entries that a filter finds, as LDIF without folding. */
  readonly search: (filter: string) => Promise<string>
  readonly close: () => Promise<void>
}

/** Starts one on a free loopback port with its data in `folder`. */
export async function startDirectory(folder: string, suffix: string): Promise<Directory> {
  const data = join(folder, 'directory')
  await mkdir(data)
  const conf = join(folder, 'slapd.conf')
  await writeFile(conf, configOf(data, suffix))
  const url = `ldap://127.0.0.1:${await freePort()}/`
  const server = spawn(SLAPD ?? '', ['-f', conf, '-h', url, '-d', '0'], { stdio: 'ignore' })
  const who = ['-x', '-H', url, '-D', `cn=admin,${suffix}`, '-w', 'secret']
  const search = async (filter: string) =>
    (await run('ldapsearch', [...who, '-LLL', '-o', 'ldif-wrap=no', '-b', suffix, filter])).stdout
  await untilUp(() => run('ldapwhoami', who))
  return {
    load: async (file) => {
      await run('ldapadd', [...who, '-f', file])
    },
    search,
    close: async () => {
      const ended = once(server, 'exit')
      server.kill()
      await ended
    },
  }
}

function configOf(data: string, suffix: string): string {
  const include = (name: string) => `include "${SCHEMAS}/${name}.schema"`
  return [
    ...['core', 'cosine', 'inetorgperson'].map(include),
    ...(existsSync(join(MODULES, 'back_mdb.so'))
      ? [`modulepath ${MODULES}`, 'moduleload back_mdb']
      : []),
    'database mdb',
    `suffix "${suffix}"`,
    `rootdn "cn=admin,${suffix}"`,
    'rootpw secret',
    `directory "${data}"`,
    '',
  ].join('\n')
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  if (address === null || typeof address === 'string') throw new Error('no free port')
  return address.port
}

async function untilUp(ask: () => Promise<unknown>): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    const isUp = await ask().then(
      () => true,
      () => false,
    )
    if (isUp) return
    await wait(50)
  }
  throw new Error('slapd does not answer')
}
