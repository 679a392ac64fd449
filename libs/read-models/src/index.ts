export * from './connect-read-models.js';
export type { StoredRow } from './underived-documents.js';
