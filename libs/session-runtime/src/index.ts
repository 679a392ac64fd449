export { type FailureReason, failureReasons } from './failure-reason.js';
export { createKubernetesRuntime } from './kubernetes/create-kubernetes-runtime.js';
export { createKubernetesRuntimeReader } from './kubernetes/create-kubernetes-runtime-reader.js';
export { createLocalRuntime } from './local/create-local-runtime.js';
export { createLocalRuntimeReader } from './local/create-local-runtime-reader.js';
export * from './session-runtime.js';
export * from './session-runtime-reader.js';
export { StaleEpochError } from './stale-epoch-error.js';
