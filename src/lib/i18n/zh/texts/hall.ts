/** What `hall` says on the screen. */
export const hall = {
  listening: (p: { url: string; data: string; adminTokenFile: string }) =>
    `参考大厅已启动：${p.url}\n数据文件：${p.data}\n管理令牌文件：${p.adminTokenFile}`,
  howToStop: '按 Ctrl-C 停止，数据保留。',
  stopped: '参考大厅已停止。',
}
