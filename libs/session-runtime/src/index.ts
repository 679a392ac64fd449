export { type FailureReason, failureReasons } from './failure-reason.js';
export { createLocalRuntime } from './local/create-local-runtime.js';
export * from './session-runtime.js';
