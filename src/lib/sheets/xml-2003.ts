const MOST_ROWS = 1_048_576
const EMPTY_ROWS = /<((?:\w+:)?Row)\b([^>]*?)\s(?:\w+:)?Span="(\d{1,7})"([^>]*)\/>/g
const CELL = /<((?:\w+:)?)Cell(?=[\s/>])((?:[^<>"']|"[^"]*"|'[^']*')*)>/g

/** An XML 2003 spreadsheet as SheetJS reads it without losing rows or cells. */
export function readableXml(text: string): string {
  return withData(withSpans(text))
}

/** Several blank rows are written as one `<Row ss:Span="3"/>`, of which SheetJS counts one. */
function withSpans(text: string): string {
  let added = 0
  return text.replace(
    EMPTY_ROWS,
    (whole, name: string, before: string, span: string, after: string) => {
      added += Number(span)
      if (added > MOST_ROWS) return whole
      return `<${name}${before}${after}/>${`<${name}/>`.repeat(Number(span))}`
    },
  )
}

/** A formula that was never worked out has no `<Data>`, and SheetJS drops its cell: one that is no number keeps it. */
function withData(text: string): string {
  return text.replace(CELL, (whole, prefix: string, attributes: string, at: number) => {
    if (!/\sFormula=|:Formula=/.test(attributes)) return whole
    const data = `<${prefix}Data ss:Type="Number">?</${prefix}Data>`
    if (attributes.endsWith('/'))
      return `<${prefix}Cell${attributes.slice(0, -1)}>${data}</${prefix}Cell>`
    const inside = text.slice(at, text.indexOf(`</${prefix}Cell`, at))
    return inside.includes(`<${prefix}Data`) ? whole : whole + data
  })
}
