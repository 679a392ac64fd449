import type { FailureReason } from '../failure-reason.js';

/** The run cannot become ready, and trying again would not help. */
export class RunFailure extends Error {
  override readonly name = 'RunFailure';

  constructor(
    readonly reason: FailureReason,
    message: string,
  ) {
    super(message);
  }
}
