export { type EventStoreServer, startEventStoreServer } from './event-store-server.js';
export type { EventStoreServerOptions } from './server-options.js';
export { writeLog } from './write-log.js';
