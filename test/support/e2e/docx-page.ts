import { readFile } from 'node:fs/promises'
import { strFromU8, unzipSync } from 'fflate'

/** A .docx as its XML says it: parts by name, and the paragraphs of its body with what is bookmarked in them. */
export interface DocxPage {
  readonly part: (name: string) => string
  readonly paragraphs: readonly DocxParagraph[]
}

export interface DocxParagraph {
  readonly xml: string
  readonly text: string
  /** The text without what stands between a figure's bookmarks. */
  readonly unmarked: string
}

/** Opens a .docx. */
export async function openDocx(path: string): Promise<DocxPage> {
  const parts = unzipSync(await readFile(path))
  const part = (name: string) => {
    const bytes = parts[name]
    if (!bytes) throw new Error(`${path} has no ${name}`)
    return strFromU8(bytes)
  }
  const paragraphs = elements(part('word/document.xml'), 'w:p').map((xml) => ({
    xml,
    text: textOf(xml),
    unmarked: textOf(xml.replaceAll(/<w:bookmarkStart.*?<w:bookmarkEnd[^>]*>/gs, '\u25a1')),
  }))
  return { part, paragraphs }
}

/** Every `<name ...>...</name>` that holds none of its own kind. */
export function elements(xml: string, name: string): string[] {
  return xml.match(new RegExp(`<${name}(?: [^>]*)?>(?:(?!<${name}[ >]).)*?</${name}>`, 'gs')) ?? []
}

/** The values of one attribute wherever it stands on elements of one name. */
export function attributes(xml: string, element: string, attribute: string): string[] {
  const tags = xml.match(new RegExp(`<${element}(?: [^>]*)?/?>`, 'g')) ?? []
  return tags.flatMap((tag) => new RegExp(` ${attribute}="([^"]*)"`).exec(tag)?.[1] ?? [])
}

/** What a reader sees; a placeholder for a cut-out stays in its place. */
function textOf(xml: string): string {
  const runs = xml.match(/<w:t(?: [^>]*)?>[^<]*<\/w:t>|\u25a1/g) ?? []
  const text = runs.map((run) => run.replaceAll(/<[^>]*>/g, '')).join('')
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
}
