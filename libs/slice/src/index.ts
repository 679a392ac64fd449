export * from './authorizer.js';
export * from './command-handlers.js';
export * from './event-store.token.js';
export * from './on.js';
export * from './policies.js';
