import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runUntil, sampledPoints } from '../../support/kill-points.js'
import { nonZero, oldCase, oldSystem, people, reconciled, run } from '../../support/migration.js'
import { tempFolder } from '../../support/temp-folder.js'

async function prepared() {
  const folder = await tempFolder()
  const target = '{ driver: files, path: out, encoding: gb18030 }'
  const file = await oldSystem(folder, {
    people,
    cases: Array.from({ length: 2100 }, (_, n) => oldCase(`A${n}`)),
    mapping: (text) => text.replace('{ driver: sqlite, path: hall.sqlite }', target),
  })
  return { folder, file, args: ['migrate', 'run', file] }
}

/** Every file of the target, with its bytes. */
async function contents(folder: string) {
  const out = join(folder, 'out')
  const names = (await readdir(out)).sort()
  return Promise.all(names.map(async (name) => [name, await readFile(join(out, name), 'latin1')]))
}

test('a run into files that was killed anywhere comes to the same files when it goes on', async () => {
  const whole = await prepared()
  const { code, points } = runUntil(whole.folder, whole.args)
  expect(code).toBe(0)
  const wanted = await contents(whole.folder)
  expect(wanted.map(([name]) => name)).toEqual(['cases.csv', 'persons.csv'])
  // Behind the rename of the first file, before it is noted, is always one of them.
  const behindRename = points - 4
  for (const at of new Set([...sampledPoints(points, 1, 7), behindRename])) {
    const { folder, file, args } = await prepared()
    expect(runUntil(folder, args, at)).toEqual({ code: null, points: 0 })
    const again = await run(file, { onlyResume: true })

    expect(await contents(folder), `killed at ${at} of ${points}`).toEqual(wanted)
    expect(again).toMatchObject({ run: 1, balanced: true })
    expect((await reconciled(file)).differences).toEqual([])
    expect((await run(file)).entities.map(nonZero)).toEqual([
      { read: 3, same: 2, merged: 1 },
      { read: 2100, same: 2100 },
    ])
  }
}, 600_000)
