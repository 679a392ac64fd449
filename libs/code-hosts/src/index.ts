export * from './branches/code-host-error.js';
export * from './branches/read-branches.js';
export * from './branches/ref-advertisement.js';
export * from './hooks/hints-in.js';
export * from './hooks/is-proven.js';
export * from './hosts/built-image.js';
export * from './hosts/code-host.js';
export * from './hosts/code-hosts.js';
