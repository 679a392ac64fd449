export { makeDirectory } from './make-directory.js';
export { type DataDirectory, type DataFormat, openDataDirectory } from './open-data-directory.js';
