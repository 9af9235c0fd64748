/** Cells, spaces and parts of dates: what SheetJS takes for something else than OpenDocument says. */
const MARKUP =
  /<(table:table-cell|table:covered-table-cell|text:s|number:(?:day|hours|minutes|seconds))((?:\s[^<>]*?)?)(\/?)>|<\/text:s\s*>/g

/**
 * OpenDocument text, of whole tags, in the one way of writing that SheetJS reads right: it drops a cell without text
 * though it has a value, a formula without a value, and spaces written with two tags, and it takes a short day for a long
 * one (OpenDocument 1.3, part 3: 19.385 office:value-type, 6.1.3 text:s, 19.362 number:style).
 */
export function readableMarkup(text: string): string {
  return text.replace(MARKUP, (tag: string, name = '', attributes = '', slash = '') => {
    if (name === '') return ''
    if (name === 'text:s') return space(attributes)
    if (name.startsWith('number:')) return datePart(tag, name, attributes, slash)
    return cell(tag, name, attributes, slash)
  })
}

function space(attributes: string): string {
  const [, count = '1'] = /text:c\s*=\s*["'](\d+)["']/.exec(attributes) ?? []
  return `<text:s text:c="${count}"/>`
}

function datePart(tag: string, name: string, attributes: string, slash: string): string {
  if (/number:style\s*=/.test(attributes)) return tag
  return `<${name}${attributes} number:style="short"${slash}>`
}

function cell(tag: string, name: string, attributes: string, slash: string): string {
  const isTyped = /office:value-type\s*=/.test(attributes)
  const isFormula = /table:formula\s*=/.test(attributes)
  if (!isTyped && !isFormula) return tag
  const typed = isTyped ? attributes : `${attributes} office:value-type="float"`
  return slash === '' ? `<${name}${typed}>` : `<${name}${typed}></${name}>`
}
