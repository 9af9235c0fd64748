/**
 * reference-hall: a hall to rehearse on, an HTTP server over its own SQLite file, loopback only unless told otherwise.
 * Its rules are data (templates/roles.yaml, templates/workflows). It is reached through HTTP only: nobody imports its
 * tables, it never touches the workspace store and knows no drill.
 */
export { auditHall, type HallFacts } from './audit.js'
export { readFacts } from './audit-facts.js'
export { type HallStatus, hallStatus, resetHall, stopHall } from './control.js'
export { startDetachedHall } from './detach.js'
export { openDoor } from './door.js'
export { brokenLink, type ChainedEvent } from './events.js'
export { type HallPlace, hallPlace } from './hall-place.js'
export { type StartedHall, startPlacedHall, startWorkspaceHall } from './placed-hall.js'
export { builtInSeed, seedHall } from './seed.js'
export { startHall } from './start.js'
