/** What `roster` says on the screen. */
export const roster = {}
