import type { users as zh } from '../../zh/texts/users.js'

/** What `users` says on the screen. */
export const users: typeof zh = {}
