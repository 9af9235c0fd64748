/** What `hall` says on the screen. */
export const hall = {
  listening: (p: { url: string; data: string; adminTokenFile: string }) =>
    `参考大厅已启动：${p.url}\n数据文件：${p.data}\n管理令牌文件：${p.adminTokenFile}`,
  howToStop: '按 Ctrl-C 停止，数据保留。',
  stopped: '参考大厅已停止。',
  account: (p: { done: number; of: number }) => `已开账号 ${p.done}/${p.of}`,
  columns: { sort: '类别', created: '新增', updated: '修改', unchanged: '已有' },
  sorts: { units: '单位', columns: '栏目', items: '事项', users: '账号', assignments: '分工' },
  pushed: (p: { url: string; dryRun: boolean }) =>
    p.dryRun
      ? `以上是将要录入大厅 ${p.url} 的内容，尚未改动；去掉 --dry-run 再运行即录入。`
      : `大厅 ${p.url} 已就绪。下一步：hallkit drill run`,
  withoutPassword: (p: { accounts: readonly string[] }) =>
    `大厅里原有 ${p.accounts.length} 个账号，本机没有口令，演练时不能用：${p.accounts.slice(0, 5).join('、')}`,
}
