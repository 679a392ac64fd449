export { createDockerRuntime } from './docker/create-docker-runtime.js';
export { DockerRuntimeReader } from './docker/docker-runtime-reader.js';
export { type DockerSearch, findDocker } from './docker/find-docker.js';
export { type FailureReason, failureReasons } from './failure-reason.js';
export { createLocalRuntime } from './local/create-local-runtime.js';
export { createLocalRuntimeReader } from './local/create-local-runtime-reader.js';
export * from './session-runtime.js';
export * from './session-runtime-reader.js';
export { StaleEpochError } from './stale-epoch-error.js';
