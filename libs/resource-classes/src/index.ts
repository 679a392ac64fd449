export * from './class-for.js';
export * from './no-class-satisfies.js';
export * from './placement.js';
export * from './resource-class.js';
