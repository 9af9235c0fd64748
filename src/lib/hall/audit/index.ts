/** audit: whether what a hall tells of itself holds, computed anew from its own facts. */
export { type AuditReport, auditHall } from './audit.js'
export { brokenLink, type ChainedEvent, type ChainLink, chainHash } from './chain.js'
export { gatherFacts } from './facts.js'
