import { UnreachableError } from './unreachable-error.js';

/** It was not asked, since too much is asked just now: nothing is known against it. */
export class OutboundBusyError extends UnreachableError {
  override readonly name: string = 'OutboundBusyError';
}
