import { readFileSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  collectFiles,
  type InboxFile,
  type InboxResult,
  importInbox,
  loadInboxRules,
} from '../../../src/lib/inbox/index.js'
import { loadPack } from '../../../src/lib/notice/index.js'
import { openStore, type Store } from '../../../src/lib/workspace/index.js'

/** The county's folder of fixtures: `inbox/` and what is known of it. */
export const MENGHAI = join(import.meta.dirname, '../../../fixtures/menghai')

interface Planted {
  readonly file: string
  readonly sheet: string | null
  readonly row: number
  readonly cell: string | null
  readonly kind: string
  readonly level: 'error' | 'warning'
}

interface Counts {
  readonly read: number
  readonly stored: number
  readonly quarantined: number
}

/** What the script that made the fixtures knows. */
export interface Expected {
  readonly files: number
  readonly items: Counts
  readonly articles: Counts
  readonly people: { readonly persons: number; readonly quarantined: number }
  readonly depth: { readonly stored: number; readonly atLeast3: number }
  readonly planted: readonly Planted[]
  readonly sheets: readonly {
    readonly file: string
    readonly sheet: string | null
    readonly unit: string | null
    readonly form: string
    readonly rows: number
    readonly byKind: Readonly<Record<string, number>>
  }[]
  readonly perUnit: readonly {
    readonly unit: string
    readonly items: Counts
    readonly eligible: number
    readonly depth3: number
  }[]
}

export const expected: Expected = JSON.parse(readFileSync(join(MENGHAI, 'expected.json'), 'utf8'))
export const pack = await loadPack('menghai-2015')
export const inboxFiles = () => collectFiles([join(MENGHAI, 'inbox')], join(MENGHAI, 'inbox'))

/** An empty store in a folder of its own. */
export async function freshStore(): Promise<Store> {
  return openStore(join(await mkdtemp(join(tmpdir(), 'hallkit-inbox-')), 'store.sqlite'))
}

/** Takes files into a store and waits for the end. */
export async function take(
  store: Store,
  files: readonly InboxFile[],
  changes: {
    readonly only?: readonly string[]
    readonly unit?: { code: string; name: string }
  } = {},
): Promise<InboxResult> {
  const { only = null, unit = null } = changes
  const rules = await loadInboxRules()
  const run = importInbox({
    ...rules,
    store,
    pack,
    files,
    only,
    unit,
    at: '2015-04-07T09:00:00+08:00',
  })
  for (;;) {
    const step = await run.next()
    if (step.done) return step.value
  }
}
