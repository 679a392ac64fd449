export * from './image-reference.js';
export * from './image-run.js';
export * from './registry/inspect-image.js';
export * from './registry/registry-client.js';
export * from './registry/registry-error.js';
export type { RegistryCredentials } from './registry/registry-tokens.js';
