/**
 * demo: the whole line in one place, from a notice to its papers, on a county that ships. It composes the rooms
 * and holds no rule of its own; the end-to-end tests run the same line.
 */
export type {
  DemoEvent,
  DemoResult,
  DemoStage,
  HallCounts,
  Planted,
} from './model.js'
export { type DemoCounty, demoFolder, shippedCounty } from './prepare.js'
export { type Rehearsal, rehearse } from './rehearse.js'
export { type CountyRehearsal, rehearseEach } from './rehearse-each.js'
export { type DemoOptions, isFulfilled, runDemo } from './run-demo.js'
