export * from './connect-read-models.js';
export type { Own, OwnCollection } from './own-collection.js';
