export { CONNECTIONS, type Connections } from './connections.js';
export { connectionsProblems } from './connections.rejections.js';
export { DocumentConnections } from './document-connections.js';
export { ConnectionsRoutesModule } from './http/connections-routes.module.js';
export { loadConnectionKeys } from './load-connection-keys.js';
export { NoteTokenUse, NoteTokenUseHandler } from './note-token-use.js';
export type { PersonConnections } from './person-connections.js';
export type { TokensByKey } from './tokens-by-key.js';
