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
  kinds: { item: 'Items', person: 'People', article: 'Articles', entry: 'Registers' },
  progress: (p) => `Read ${p.done}/${p.of}  ${p.file}`,
  completeBecause: '所报即全部，本次未报',
  askColumn: {
    question: (p) => `${p.file}${p.sheet && `, sheet "${p.sheet}"`}: which column is "${p.field}"?`,
    none: 'None of them, leave this file for now',
  },
  mapped: (p) =>
    `Columns of ${p.file} as understood: ${p.columns.map(({ address, text, field, score }) => `${address} "${text}" -> ${field} (near, ${Math.round(score * 100)}%)`).join('; ')}. Set others right with --map COLUMN=FIELD`,
  unused: (p) =>
    `${p.file}: columns that belong to no field were left out: ${p.columns.join(', ')}`,
  same: (p) => `${p.file} is byte for byte ${p.as}, imported before; nothing more to do`,
  replaces: (p) => `${p.file} is the return file of ${p.of}; imported as corrected`,
  annotated: (p) => `Return file: ${p.path}`,
  annotatedMany: (p) => `${p.count} return files, by unit, in ${p.folder}`,
  absent: (p) =>
    p.withdrawn > 0
      ? `${p.unit}: ${p.count} not reported this time, ${p.withdrawn} withdrawn`
      : `${p.unit}: ${p.count} not reported this time; what is stored stays`,
  messages: (p) =>
    `Texts for ${p.count} unit(s), ready for their chat groups: 通知.txt in the folders under ${p.folder}`,
  failed: (p) =>
    `Not imported: ${p.file} (${p.code}): ${p.message}${p.fix === null ? '' : `. ${p.fix}`}`,
  total: (p) =>
    `${p.kind}: ${p.read} read, ${p.stored} stored, ${p.unchanged} unchanged, ${p.quarantined} returned for correction`,
  state: (p) =>
    ({
      received: `received ${p.records}`,
      returned: `returned ${p.returned} (received ${p.records})`,
      missing: 'missing',
    })[p.state],
}
