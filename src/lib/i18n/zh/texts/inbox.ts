/** What `inbox` says on the screen. */
export const inbox = {}
