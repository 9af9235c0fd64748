import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import {
  importsOf,
  listQuarantine,
  listRecords,
  openStore,
} from '../../../src/lib/workspace/index.js'
import { officeFolder } from './folder.js'

const LIFE = fileURLToPath(new URL('./intake-life.mjs', import.meta.url))
const TOTAL = 400
const SAMPLE = process.env['HALLKIT_LONG']
  ? [...Array(40).keys()].map((index) => index * 10 + 3)
  : [0, 123, 399]

function live(file: string, last: number): NodeJS.Signals | null {
  return spawnSync(process.execPath, [LIFE, file, String(TOTAL), String(last)], {
    stdio: 'inherit',
  }).signal
}

function dump(file: string): unknown {
  const store = openStore(file)
  try {
    return [importsOf(store), listRecords(store, 'item'), listQuarantine(store)]
  } finally {
    store.close()
  }
}

test(`an import killed at any of ${SAMPLE.length} records and run again leaves the store of an unbroken one`, () => {
  const folder = officeFolder()
  const whole = join(folder, 'whole.sqlite')
  live(whole, -1)

  for (const last of SAMPLE) {
    const file = join(folder, `${last}.sqlite`)
    expect(live(file, last)).toBe('SIGKILL')
    live(file, -1)
    live(file, -1)
    expect(dump(file)).toEqual(dump(whole))
  }
}, 60_000)
