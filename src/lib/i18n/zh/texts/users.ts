/** What `users` says on the screen. */
export const users = {}
