import { openCharset } from '../../src/lib/hall/connectors/charset.js'
import type { TableSourceOptions } from '../../src/lib/hall/connectors/table-source.js'

/** What exchange tables are opened with, as a connector's defaults would have it. */
export async function tableOptions(
  charset = 'utf-8',
  forcedCharset?: string,
): Promise<TableSourceOptions> {
  return {
    ...{ charset: await openCharset(charset), forcedCharset },
    ...{ timeoutMs: 3000, utcOffset: '+08:00' },
  }
}
