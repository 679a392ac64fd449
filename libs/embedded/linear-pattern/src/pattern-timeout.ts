import { PatternRefused } from './pattern-refused.js';

/** The regular expression took too long on a text. */
export class PatternTimeout extends PatternRefused {
  override readonly name = 'PatternTimeout';
}
