import { spawnSync } from 'node:child_process'
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import {
  createWorkspace,
  importsOf,
  listQuarantine,
  listRecords,
  openStore,
} from '../../../src/lib/workspace/index.js'
import { tempFolder } from '../../support/temp-folder.js'
import { pack } from './menghai.js'

const LIFE = fileURLToPath(new URL('./import-life.mjs', import.meta.url))
const isLong = process.env['HALLKIT_LONG'] !== undefined
const FILES = isLong ? 1_000 : 32
/** Killed when so many files are done, and some milliseconds later, in the middle of whatever comes next. */
const KILLS: readonly (readonly [done: number, delay: number])[] = isLong
  ? [1, 7, 50, 123, 250, 400, 501, 640, 777, 900, 999].map((done, index) => [done, index % 4])
  : [
      [1, 0],
      [17, 3],
    ]
const HEADER = '序号,事项名称,事项类型,设定依据,法定办结时限,承诺办结时限,办理深度'

/** A workspace with many small files of the county's units, every fifth with a mistake. */
async function office(folder: string): Promise<string> {
  const root = join(folder, '勐海')
  const { paths } = await createWorkspace(root, {
    id: '12345678',
    notice: 'menghai-2015',
    region: '532822',
  })
  await mkdir(paths.inbox, { recursive: true })
  for (let number = 0; number < FILES; number += 1) {
    const unit = pack.units[number % pack.units.length]?.short ?? ''
    const promised = number % 5 === 0 ? '25个工作日' : `${1 + (number % 20)}个工作日`
    const row = (serial: number, name: string) =>
      `${serial},${name},行政许可,《森林法》第三十二条,20个工作日,${promised},三级`
    const name = `事项甲${Math.floor(number / 2)}号许可`
    const text = [HEADER, row(1, name), row(2, `事项乙${number}号许可`)].join('\n')
    await writeFile(join(paths.inbox, `${unit}${String(number).padStart(4, '0')}.csv`), text)
  }
  return root
}

function live(root: string, last: number, delay: number): NodeJS.Signals | null {
  const run = spawnSync(process.execPath, [LIFE, root, String(last), String(delay)], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  return run.signal
}

async function dump(root: string) {
  const store = openStore(join(root, '.hallkit', 'store.sqlite'))
  try {
    const papers = await readdir(join(root, 'out'), { recursive: true })
    const items = listRecords(store, 'item')
    return {
      imports: importsOf(store),
      items,
      returned: listQuarantine(store),
      papers: papers.sort(),
    }
  } finally {
    store.close()
  }
}

test(`an import of ${FILES} files killed ${KILLS.length} times and run again leaves what an unbroken one leaves`, async () => {
  const whole = await office(await tempFolder())
  const broken = await office(await tempFolder())
  live(whole, -1, 0)

  for (const [done, delay] of KILLS) expect(live(broken, done, delay)).toBe('SIGKILL')
  live(broken, -1, 0)

  const expected = await dump(whole)
  expect(expected.imports).toHaveLength(FILES)
  expect(expected.items.length).toBeGreaterThan(FILES)
  expect(await dump(broken)).toEqual(expected)
}, 600_000)
