/** What `demo` says on the screen. */
export const demo = {}
