/** For specs only: it imports Vitest. Reached as `#libs/event-sourcing/testing`. */
export * from './testing/decider-spec.js';
export * from './testing/freeze.js';
export * from './testing/golden-events.js';
export * from './testing/manual-timing.js';
export * from './testing/memory-event-store.js';
export * from './testing/memory-lease-store.js';
export * from './testing/memory-projection-store.js';
export * from './testing/memory-read-models.js';
export * from './testing/policy-spec.js';
export * from './testing/project-all.js';
export * from './testing/projection-spec.js';
export * from './testing/recordings.js';
export * from './testing/stored-read-models.js';
export * from './testing/until.js';
export * from './testing/watch-reads.js';
