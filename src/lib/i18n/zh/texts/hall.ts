/** What `hall` says on the screen. */
export const hall = {}
