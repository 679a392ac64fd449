import type { FailureReason } from '../../failure-reason.js';

export interface Failure {
  readonly reason: FailureReason;
  readonly message: string;
}
