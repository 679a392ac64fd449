export { LinearPattern } from './linear-pattern.js';
export { PatternRefused } from './pattern-refused.js';
