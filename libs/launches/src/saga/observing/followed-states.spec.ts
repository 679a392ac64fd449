import { describe, expect, test } from 'vitest';
import { type Recorded, StreamStates } from '#libs/event-sourcing';
import { watchReads } from '#libs/event-sourcing/testing';
import { launch, launchStream } from '../../launch.js';
import { LAUNCH, USER } from '../../testing/launches.js';
import { SagaWorld } from '../testing/saga-world.js';
import { FollowedStates } from './followed-states.js';

const stream = launchStream(LAUNCH);

/** A launch that was asked for and read once; then its pause was asked for. */
const world = async () => {
  const saga = await SagaWorld.create();
  await saga.launchAs(USER);
  const states = new FollowedStates(new StreamStates(saga.store));
  await states.of(stream, launch);
  const reads = watchReads(saga.store);
  await saga.pause(LAUNCH);
  await saga.stop(LAUNCH);
  reads();
  const eventAt = (revision: bigint): Recorded =>
    saga.registry.decode(saga.store.log.find((event) => event.stream === stream && event.revision === revision)!);
  const status = async (): Promise<string | undefined> => (await states.of(stream, launch)).state?.status;
  return { saga, states, reads, eventAt, status };
};

describe('followed states', () => {
  test('are what was delivered, without a read', async () => {
    const { states, reads, eventAt, status } = await world();
    expect(await status()).toBe('launching');
    states.take(eventAt(1n));
    expect(await status()).toBe('pausing');
    states.take(eventAt(2n));
    expect(await status()).toBe('stopping');
    expect(reads()).toEqual([]);
  });

  test('are what the store says when that is asked', async () => {
    const { states, reads } = await world();
    expect((await states.now(stream, launch)).state?.status).toBe('stopping');
    expect(reads()).toEqual([stream]);
  });

  test('are read anew where an event was missed', async () => {
    const { states, reads, eventAt, status } = await world();
    states.take(eventAt(2n));
    expect(await status()).toBe('stopping');
    expect(await status()).toBe('stopping');
    expect(reads()).toEqual([stream]);
  });

  test('are read anew where an event could not be taken', async () => {
    const { states, reads, status } = await world();
    states.distrust(stream);
    expect(states.known(stream, launch)).toBeUndefined();
    expect(await status()).toBe('stopping');
    expect(reads()).toEqual([stream]);
  });

  test('are behind what this process wrote itself until that is delivered', async () => {
    const { states, eventAt } = await world();
    states.wrote(stream, 1n);
    expect(states.isBehindItself(stream, launch)).toBe(true);
    states.take(eventAt(1n));
    expect(states.isBehindItself(stream, launch)).toBe(false);
  });
});
