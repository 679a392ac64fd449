export * from './health.js';
export * from './logger.js';
export * from './metrics.js';
export * from './observability.module.js';
export * from './operations.js';
export * from './operations-server.js';
