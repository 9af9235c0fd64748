/** check: what a hall can do, found out by trying: the conformance ladder L0 to L8. */
export { toldCheck } from './evidence.js'
export { type CheckReport, LEVELS, type Level, type Verdict } from './model.js'
export { openCheckedHall } from './open.js'
export { checkHall } from './run-check.js'
export { type CheckedHall, hallMeant, keptCheck, saveCheck } from './save.js'
