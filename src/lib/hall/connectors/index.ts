/** Halls of other vendors, described by a file: the format (`format.ts`), its interpreter, its lint. */
export { type ConnectOptions, type ConnectorConnection, connectByConnector } from './connect.js'
export { type Connector, findConnector, readConnector } from './load.js'
export type { ManualTask, Person } from './manual.js'
