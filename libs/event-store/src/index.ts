export * from './create-event-store.js';
export * from './read-whole-log.js';
