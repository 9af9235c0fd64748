/** What `report` says on the screen. */
export const report = {
  notFinished: (p: { run: string; state: string }) =>
    `演练 ${p.run}${p.state}，以下材料只反映到目前为止的情况。`,
  concluded: (p: { conclusion: string; problems: number }) =>
    `结论：${p.conclusion === '不能下结论' ? p.conclusion : `${p.conclusion}上线试运行条件`}；整改台账 ${p.problems} 条。材料：`,
}
