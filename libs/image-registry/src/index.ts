export * from './image-reference.js';
export * from './image-run.js';
