import type { Paper } from './model.js'

/** A paper as .docx in the geometry of GB/T 9704-2012. */
export async function paperDocx(paper: Paper): Promise<Uint8Array> {
  const { renderDocx } = await import('./gongwen/document.js')
  return renderDocx(paper)
}
