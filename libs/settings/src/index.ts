export * from './addresses.js';
export * from './is-loopback.js';
export * from './misspelt-settings.js';
export * from './part.js';
export * from './running-stores.js';
export * from './settings.js';
export * from './settings.token.js';
export * from './without-password.js';
