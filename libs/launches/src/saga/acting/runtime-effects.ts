import { LeaseLapsedError } from '#libs/event-sourcing';
import { RuntimeBusyError, StaleEpochError } from '#libs/session-runtime';
import type { LaunchSagaParts } from '../launch-saga.parts.js';
import type { RuntimeCalls } from './runtime-calls.js';

/** `busy`: something is in the way; `unanswered`: whoever asked is told later that there is an answer. */
export type EffectOutcome = 'done' | 'busy' | 'unanswered';

/** What changes the runtime, under the lease of this process. */
export class RuntimeEffects {
  constructor(
    private readonly lease: LaunchSagaParts['lease'],
    private readonly calls: RuntimeCalls,
  ) {}

  /** Under which this process may act right now. Throws LeaseLapsedError. */
  epoch(): bigint {
    const epoch = this.lease.epoch();
    if (epoch === undefined) throw new LeaseLapsedError('this process does not hold the lease');
    return epoch;
  }

  async make(launchId: string, effect: (epoch: bigint) => Promise<void>): Promise<EffectOutcome> {
    const epoch = this.epoch();
    try {
      return (await this.calls.make(launchId, () => effect(epoch))) ? 'done' : 'unanswered';
    } catch (error) {
      if (error instanceof RuntimeBusyError) return 'busy';
      if (!(error instanceof StaleEpochError)) throw error;
      this.lease.surpass(error.seen);
      throw new LeaseLapsedError('the runtime was changed under a later epoch', { cause: error });
    }
  }

  /** Changes nothing, and holds up nobody either. */
  async look(launchId: string, question: () => Promise<void>): Promise<EffectOutcome> {
    return (await this.calls.make(launchId, question)) ? 'done' : 'unanswered';
  }
}
