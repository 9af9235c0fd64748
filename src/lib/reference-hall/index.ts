/**
 * reference-hall: a hall to rehearse on, an HTTP server over its own SQLite file, loopback only unless told otherwise.
 * Its rules are data (templates/roles.yaml, templates/workflows). It is reached through HTTP only: nobody imports its
 * tables, it never touches the workspace store and knows no drill.
 *
 * Read it so: `acts` is what an act does to an object under the workflow files, `time` its clocks, limits and timers,
 * `people` accounts, sessions and SCIM, `store` the tables, `api` the server with one file per set of routes, `watch` what
 * cards judge by, `faults` how it misbehaves when told to, `control` starting, stopping and seeding.
 */

export { openDoor } from './api/door.js'
export { type HallStatus, hallStatus, resetHall, stopHall } from './control/control.js'
export { startDetachedHall } from './control/detach.js'
export { type HallPlace, hallPlace } from './control/hall-place.js'
export { type StartedHall, startPlacedHall, startWorkspaceHall } from './control/placed-hall.js'
export { builtInSeed, seedHall } from './control/seed.js'
export { startHall } from './control/start.js'
