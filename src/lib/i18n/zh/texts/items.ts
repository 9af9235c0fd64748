/** What `items` says on the screen. */
export const items = {}
