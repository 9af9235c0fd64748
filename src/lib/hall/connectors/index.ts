/** Halls of other vendors, described by a file: the format (`format.ts`), its interpreter, its lint. */
export { type Charset, decodeText, openCharset } from './charset.js'
export { connectByConnector } from './connect.js'
export type { ConnectorFile } from './format.js'
export { type GivenAnswers, type Keyboard, outsideAt } from './keyboard.js'
export { lintConnector } from './lint.js'
export { type Connector, findConnector, readConnector } from './load.js'
export type { ManualTask, Person } from './manual.js'
export type { ConnectOptions, ConnectorConnection, Outside } from './options.js'
