/** What `init` says on the screen. */
export const init = {}
