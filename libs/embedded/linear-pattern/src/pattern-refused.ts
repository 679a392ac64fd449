/** A regular expression, or a text for it, that would cost too much or cannot be honoured; the message says why. */
export class PatternRefused extends Error {
  override readonly name: string = 'PatternRefused';
}
