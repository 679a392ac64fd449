/** The server cannot be reached, or its answer was lost on the way. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';

  constructor(cause?: unknown) {
    super('The server cannot be reached. Check your connection and try again.', { cause });
  }
}
