export * from './create-event-store.js';
export { EventTooLargeError } from './event-to-append.js';
