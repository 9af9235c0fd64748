/** What `hall` says on the screen. */
export const hall = {
  listening: (p: { url: string; data: string | null; adminTokenFile: string }) =>
    `参考大厅已启动：${p.url}\n数据文件：${p.data ?? '只在内存'}\n管理令牌文件：${p.adminTokenFile}`,
  howToStop: '按 Ctrl-C 停止，数据保留。',
  howToStopLater: '已转入后台运行，用 hallkit hall stop 停止，数据保留。',
  noneRuns: '没有正在运行的参考大厅。',
  running: (p: {
    url: string
    time: string
    virtualClock: boolean
    counts: Readonly<Record<string, number>>
  }) =>
    `参考大厅正在运行：${p.url}\n大厅时间：${p.time}（${p.virtualClock ? '排练时钟' : '真实时钟'}）\n单位 ${p.counts['unit'] ?? 0}、事项 ${p.counts['item'] ?? 0}、账号 ${p.counts['user'] ?? 0}、办件 ${p.counts['case'] ?? 0}、事件 ${p.counts['event'] ?? 0}`,
  reallyReset: (p: { data: string; keepRegistry: boolean }) =>
    p.keepRegistry
      ? `清除 ${p.data} 里的全部办件和事件，留下单位、事项和账号？`
      : `清空 ${p.data}，包括单位、事项和账号？`,
  reset: (p: { keepRegistry: boolean }): string =>
    p.keepRegistry ? '办件和事件已清除，单位、事项和账号仍在。' : '参考大厅已清空。',
  audited: (p: { events: number; clocks: number; findings: number }) =>
    `核对了 ${p.events} 条事件、${p.clocks} 个法定时钟，${p.findings === 0 ? '没有不符' : `有 ${p.findings} 处不符`}。`,
  seeded: '参考大厅已录入。',
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
