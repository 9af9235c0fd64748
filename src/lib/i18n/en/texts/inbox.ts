import type { inbox as zh } from '../../zh/texts/inbox.js'

/** What `inbox` says on the screen. */
export const inbox: typeof zh = {
  columns: {
    file: 'File',
    unit: 'Unit',
    form: 'Form',
    read: 'Read',
    stored: 'Stored',
    unchanged: 'Unchanged',
    returned: 'Returned',
    batch: 'Batch',
  },
  kinds: { item: 'Items', person: 'People', article: 'Articles' },
  progress: (p) => `Read ${p.done}/${p.of}  ${p.file}`,
  failed: (p) => `Not imported: ${p.file} (${p.code}): ${p.message}`,
  total: (p) =>
    `${p.kind}: ${p.read} read, ${p.stored} stored, ${p.unchanged} unchanged, ${p.returned} returned for correction`,
  state: (p) =>
    ({
      received: `received ${p.records}`,
      returned: `returned ${p.returned} (received ${p.records})`,
      missing: 'missing',
    })[p.state],
}
