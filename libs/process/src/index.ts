export * from './free-port.js';
export * from './run-process.js';
