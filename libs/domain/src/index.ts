export * from './domain.js';
export * from './event-catalogue.js';
