/** What `help exit-codes` says on the screen. */
export const help = {
  code: '退出码',
  meaning: '含义',
}
