import { afterEach, describe, expect, test } from 'vitest';
import { Authenticator } from '#libs/access';
import { createEventRegistry, StreamStates, silentLog } from '#libs/event-sourcing';
import { createMemoryEventStore, until } from '#libs/event-sourcing/testing';
import { LogHub } from '#libs/history';
import { person, personEvents, personStream } from '#libs/people';
import type { LiveGateway } from '../live/live.gateway.js';
import { ErasedPeople } from './erased-people.js';

const GRACE = 'id-of-grace';
const metadata = {
  $correlationId: 'c',
  $causationId: 'c',
  commandId: 'c',
  bodyHash: '',
  actor: GRACE,
  schemaVersion: 1,
};
const hubs: LogHub[] = [];

afterEach(async () => {
  await Promise.all(hubs.splice(0).map((hub) => hub.close()));
});

/** An API beside the one that erases: its own memory of tokens, the same log; the directory knows everybody still. */
const replica = async (store: ReturnType<typeof createMemoryEventStore>) => {
  const hub = new LogHub({ store, log: silentLog });
  hubs.push(hub);
  hub.start();
  await until('it follows the log', () => hub.caughtUp);
  const authenticator = new Authenticator({
    verifier: {
      verify: (token) =>
        Promise.resolve({
          ...{ issuer: 'https://id.example.org', subject: token, handle: token, displayName: token, email: undefined },
          ...{ roles: new Set<never>(), issuedAt: new Date(0), expiresAt: new Date(Date.now() + 3_600_000) },
        }),
    },
    directory: { signIn: ({ subject }) => Promise.resolve({ userId: `id-of-${subject}`, displayName: subject }) },
  });
  const states = new StreamStates(store);
  const hungUp: string[] = [];
  const live = { end: (userId: string) => hungUp.push(userId) } as unknown as LiveGateway;
  const people = new ErasedPeople(hub, states, live, authenticator);
  people.onModuleInit();
  return { authenticator, hungUp, states };
};

describe('a person who was erased elsewhere', () => {
  test('is refused as soon as the log tells, with tokens that were good a moment ago; others are not', async () => {
    const store = createMemoryEventStore(createEventRegistry([personEvents]));
    const { authenticator, hungUp, states } = await replica(store);
    await authenticator.authenticate('grace');
    await authenticator.authenticate('linus');
    const erased = { id: 'e', type: 'PersonErased', data: { userId: GRACE }, metadata };
    await store.append(personStream(GRACE), 'no_stream', [erased]);
    await until('her connections end', () => hungUp.length > 0);
    expect(hungUp).toEqual([GRACE]);
    await expect(authenticator.authenticate('grace')).rejects.toMatchObject({ reason: 'erased' });
    await until('decisions know', () => states.known(personStream(GRACE), person)?.state.isErased === true);
    expect(await authenticator.authenticate('linus')).toMatchObject({ userId: 'id-of-linus' });
  });
});
