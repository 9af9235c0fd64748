/** What `drill` says on the screen. */
export const drill = {}
