export { LinearPattern } from './linear-pattern.js';
export { PatternRefused } from './pattern-refused.js';
export { PatternTimeout } from './pattern-timeout.js';
