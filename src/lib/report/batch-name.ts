/** 第一批（投资项目单位） as a narrow column shows it: 第一批. */
export function shortBatch(title: string): string {
  return title.split('（')[0] ?? title
}
