import { once } from 'node:events';
import type { ClientHttp2Stream } from 'node:http2';
import { describe, expect, test } from 'vitest';
import { eventsOfTypes } from './testing/events.js';
import { Followed } from './testing/followed.js';
import { RawConnection } from './testing/raw-connection.js';
import { withServer } from './testing/with-server.js';

describe('one connection', () => {
  test('carries hundreds of calls at a time: none waits for another to end', () =>
    withServer(async ({ client }) => {
      const subscriptions = Array.from({ length: 300 }, () => client.subscribeToStream('s'));
      const followed = subscriptions.map((subscription) => new Followed().follow(subscription));
      await Promise.all(followed.map((each) => each.until('!caughtUp')));
      await client.appendToStream('s', eventsOfTypes('a'));
      await Promise.all(followed.map((each) => each.until('!caughtUp', 'a')));
      await Promise.all(subscriptions.map((subscription) => subscription.unsubscribe()));
    }));

  // Node 22 and 24 count a cancelled call for one turn longer: with a limit of 100 they refused this one (ENHANCE_YOUR_CALM).
  test('takes a call that travels with the end of another, when 100 are open', () =>
    withServer(async ({ server }) => {
      const connection = await RawConnection.open(server.port);
      const calls = Array.from({ length: 100 }, () => connection.subscribe('s'));
      await Promise.all(calls.map((call) => once(call, 'data')));
      connection.cancel(calls[0]!);
      expect(await statusOf(connection.subscribe('s'))).toBe(200);
      connection.close();
    }));
});

/** The HTTP status that a call is answered with. */
const statusOf = async (call: ClientHttp2Stream): Promise<unknown> => {
  const [headers] = (await once(call, 'response')) as [Record<string, unknown>];
  return headers[':status'];
};
