/** What `status` says on the screen. */
export const status = {}
