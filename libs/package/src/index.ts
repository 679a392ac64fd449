export { packageDirectory } from './package-directory.js';
export { programPath } from './program-path.js';
