import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { make as makeBroken } from '../../fixtures/broken/make.mjs'
import { tempFolder } from '../support/temp-folder.js'

const MENGHAI = 'fixtures/menghai'
const BROKEN = 'fixtures/broken'

describe('the committed fixtures', () => {
  it('are byte for byte what their script makes of the data', async () => {
    const folder = await tempFolder()
    made(folder)
    expect(readFileSync(join(folder, 'expected.json'))).toEqual(
      readFileSync(join(MENGHAI, 'expected.json')),
    )
    const names = readdirSync(join(MENGHAI, 'inbox'))
    expect(readdirSync(join(folder, 'inbox'))).toEqual(names)
    expect(differing(names, join(MENGHAI, 'inbox'), join(folder, 'inbox'))).toEqual([])
  })

  it('have broken files that are byte for byte what their script makes', async () => {
    const folder = await tempFolder()
    makeBroken(folder)
    const names = readdirSync(folder)
    expect(names).toHaveLength(7)
    expect(differing(names, BROKEN, folder)).toEqual([])
  })
})

/** In a process of its own: @e965/xlsx writes .xls in the code page that it read last in this one. */
function made(folder: string): void {
  execFileSync(process.execPath, [join(MENGHAI, 'make.mjs'), folder])
}

function differing(names: readonly string[], left: string, right: string): readonly string[] {
  return names.filter(
    (name) => !readFileSync(join(left, name)).equals(readFileSync(join(right, name))),
  )
}
