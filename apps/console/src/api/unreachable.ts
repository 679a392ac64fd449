import { t } from '@lingui/core/macro';

/** The server cannot be reached, or its answer was lost on the way. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';

  constructor(cause?: unknown) {
    super(t`The server cannot be reached. Check your connection and try again.`, { cause });
  }
}
