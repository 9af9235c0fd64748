import { expect, test } from 'vitest'
import { openPasswords } from '../../../src/lib/reference-hall/people/passwords.js'

const PASSWORD = '口令-0123456789-abcdefgh'

test('a hall on disk hashes at a cost, one in memory at next to none, and each reads the other', async () => {
  const [kept, fleeting] = [openPasswords({ memory: false }), openPasswords({ memory: true })]
  const hashes = [await kept.hash(PASSWORD), await fleeting.hash(PASSWORD)]

  expect(hashes.map((hash) => hash.split('$')[0])).toEqual(['4096', '2'])
  expect(hashes.join()).not.toContain(PASSWORD)
  for (const hash of hashes) {
    expect(await kept.isRight(PASSWORD, hash)).toBe(true)
    expect(await fleeting.isRight(PASSWORD, hash)).toBe(true)
    expect(await kept.isRight(`${PASSWORD}x`, hash)).toBe(false)
  }
  expect(await kept.isRight(PASSWORD, undefined)).toBe(false)
})
