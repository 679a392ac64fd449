export * from './compare-contents.js';
export * from './image-contents.js';
export * from './installed-package.js';
export * from './read-image-contents.js';
export * from './unreadable-image-error.js';
