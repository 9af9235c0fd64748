/** What `init` says on the screen. */
export const init = {
  ask: {
    dir: '工作目录放在哪个文件夹',
    notice: '按哪一份通知演练',
    choice: (p: { title: string; clause: string; batches: readonly string[] }) =>
      `${p.title}（通知${p.clause}没有写明，可填：${p.batches.join('，')}）`,
  },
  columns: { title: '内容', value: '现定为', clause: '依据' },
  unitList: '参演单位名单（家数）',
  made: (p: { workspace: string; title: string; number: string; units: number }) =>
    `已建立工作目录 ${p.workspace}\n${p.number}  ${p.title}\n参演单位 ${p.units} 家\n\n通知没有写明、由本程序推定的内容（请核对，可在 hallkit.yaml 的 overrides 中更改）`,
  next: (p: { workspace: string }) =>
    `\n下一步：把各单位报来的表格放入 ${p.workspace} 中的 inbox，进入该文件夹，运行 hallkit inbox`,
}
