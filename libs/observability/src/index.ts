export * from './health.js';
export * from './logger.js';
export * from './logger.token.js';
export * from './metrics.js';
export * from './operations.js';
export * from './operations-server.js';
export type { Problem } from './standing-problems.js';
