export * from './outbound-access.js';
export * from './outbound-rules.js';
export * from './proxy-for.js';
export * from './unreachable-error.js';
