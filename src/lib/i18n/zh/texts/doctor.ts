/** What `doctor` says on the screen. */
export const doctor = {}
