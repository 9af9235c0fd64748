import { records } from './0001-records.js'
import { returns } from './0002-returns.js'
import { acts } from './0003-acts.js'

/** The store's schema in order: entry n brings `user_version` to n + 1. Entries are never edited, only added. */
export const migrations: readonly string[] = [records, returns, acts]
