/** What `report` says on the screen. */
export const report = {}
