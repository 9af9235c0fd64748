import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import HallStart from '../../src/commands/hall/start.js'
import { connectHall, localHall } from '../../src/lib/hall/index.js'
import { createWorkspace } from '../../src/lib/workspace/index.js'
import { startTestHall } from '../support/hall.js'
import { holdToSchema } from '../support/result-schema.js'
import { runCommand } from '../support/run-command.js'
import { tempFolder } from '../support/temp-folder.js'

const before = process.env['XDG_CONFIG_HOME']
afterEach(() => {
  if (before === undefined) delete process.env['XDG_CONFIG_HOME']
  else process.env['XDG_CONFIG_HOME'] = before
})

/** A workspace folder, and a config folder beside it that stands in for the user's own. */
async function folders() {
  const folder = await tempFolder()
  process.env['XDG_CONFIG_HOME'] = join(folder, 'config')
  return { config: join(folder, 'config'), workspace: join(folder, '县') }
}

test('hall start tells where the hall is and keeps its token outside the workspace; Ctrl-C stops it, the data stay', async () => {
  const { config, workspace } = await folders()
  let last = ''
  const started = catchLine((line) => {
    last = line
  })
  const running = HallStart.run(['--json', '--workspace', workspace], process.cwd())
  await started.seen
  const { result } = JSON.parse(last)
  holdToSchema('hall start', result)
  expect(result.data).toBe(join(workspace, '.hallkit', 'hall.db'))
  expect(result.adminTokenFile.startsWith(config)).toBe(true)
  expect((await stat(result.adminTokenFile)).mode & 0o777).toBe(0o600)

  const adminToken = (await readFile(result.adminTokenFile, 'utf8')).trim()
  const hall = await connectHall({ url: result.url, adminToken, credentials: async () => '' })
  expect(await hall.count('event')).toBe(0)
  hall.close()
  process.emit('SIGINT')
  await running
  started.restore()
})

test('inside a workspace the hall has the workspace’s token and is found until it stops', async () => {
  const { config, workspace: dir } = await folders()
  const id = '00000000-0000'
  const workspace = await createWorkspace(dir, { id, notice: 'menghai-2015', region: '532822' })
  let last = ''
  const started = catchLine((line) => {
    last = line
  })
  const running = HallStart.run(['--json', '--workspace', dir], process.cwd())
  await started.seen
  started.restore()
  const { result } = JSON.parse(last)

  expect(result.adminTokenFile).toBe(join(config, 'hallkit', 'halls', `${id}.token`))
  expect(localHall(workspace)).toMatchObject({ url: result.url, pid: process.pid })
  process.emit('SIGINT')
  await running
  expect(localHall(workspace)).toBeNull()
  expect(await readdir(workspace.paths.state)).not.toContain('hall.json')
})

test('a port that is taken ends with exit code 2 and the way out', async () => {
  const { workspace } = await folders()
  const other = await startTestHall()
  const port = new URL(other.url).port
  const argv = ['--port', port, '--workspace', workspace, '--json']
  const { exitCode, json } = await runCommand(HallStart, argv)
  expect([exitCode, json?.error?.code]).toEqual([2, 'HK-HALL-012'])
  expect(json?.error?.suggestions.join()).toContain('--port 0')
  await other.close()
})

test('a data file that is no hall is refused and left as it is', async () => {
  const { workspace } = await folders()
  const data = join(workspace, '..', '名单.db')
  await writeFile(data, '单位,姓名\n')
  const { exitCode, json } = await runCommand(HallStart, ['--data', data, '--json'])
  expect([exitCode, json?.error?.code]).toEqual([2, 'HK-HALL-013'])
  expect(await readFile(data, 'utf8')).toBe('单位,姓名\n')
})

function catchLine(onLine: (line: string) => void) {
  const write = process.stdout.write
  let tell: () => void = () => undefined
  const seen = new Promise<void>((done) => {
    tell = done
  })
  process.stdout.write = ((chunk: string) => {
    onLine(chunk)
    tell()
    return true
  }) as typeof process.stdout.write
  return {
    seen,
    restore: () => {
      process.stdout.write = write
    },
  }
}
