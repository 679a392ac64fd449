export * from './create-event-store.js';
