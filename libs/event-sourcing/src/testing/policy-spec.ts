import { expect } from 'vitest';
import type { Event } from '../events/event.js';
import type { Policy, PolicyCommand } from '../reacting/policy.js';
import { type Given, recordings } from './recordings.js';

export interface PolicyReaction {
  /** Exactly these commands, in this order. */
  readonly thenSends: (...commands: readonly PolicyCommand[]) => Promise<void>;
  readonly thenNothing: () => Promise<void>;
}

export interface PolicySpec<E extends Event, Ports> {
  readonly when: (event: Given<E>, ports: Ports) => PolicyReaction;
}

/**
 * When this happened, and the ports say that, then these commands are sent:
 *
 *     test('editors are notified', () => spec.when(imageAvailable, { editorsOf }).thenSends(notify(ann), notify(bob)));
 *
 * The returned promise belongs to the test. Asked twice, the policy must answer the same: that is asserted as well.
 */
export const policySpec = <E extends Event, Ports>(policy: Policy<E, Ports>): PolicySpec<E, Ports> => ({
  when: (given, ports) => {
    const [event] = recordings<E>(given);
    if (event === undefined) throw new Error('no event');
    const expectCommands = async (commands: readonly PolicyCommand[]): Promise<void> => {
      expect(policy.on).toContain(event.type);
      const sent = await policy.then(event, ports);
      expect(sent).toEqual(commands);
      expect(await policy.then(event, ports)).toEqual(sent);
    };
    return { thenSends: (...commands) => expectCommands(commands), thenNothing: () => expectCommands([]) };
  },
});
