/** What `notice` says on the screen. */
export const notice = {}
