/**
 * reference-hall: a hall to rehearse on, an HTTP server over its own SQLite file, loopback only. Its rules are data
 * (templates/roles.yaml, templates/workflows). It is reached through HTTP only: nobody imports its tables, it never
 * touches the workspace store and knows no drill.
 */
export { brokenLink, type ChainedEvent } from './events.js'
export { startHall } from './start.js'
export { type StartedHall, startWorkspaceHall } from './workspace-hall.js'
