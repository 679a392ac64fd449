export * from './misspelt-settings.js';
export * from './settings.js';
