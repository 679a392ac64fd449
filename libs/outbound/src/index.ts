export * from './answer-too-large-error.js';
export * from './domain-of.js';
export * from './outbound-access.js';
export * from './outbound-busy-error.js';
export * from './outbound-client.js';
export * from './outbound-rules.js';
export * from './proxy-for.js';
export * from './unreachable-error.js';
