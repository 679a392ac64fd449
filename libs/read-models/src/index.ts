export * from './connect-read-models.js';
