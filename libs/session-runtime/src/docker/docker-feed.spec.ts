import { PassThrough } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import type Docker from 'dockerode';
import { expect, test } from 'vitest';
import { until } from '../../../../test/support/until.js';
import { DockerFeed } from './docker-feed.js';

test('while events come one after the other, an engine is looked at for less than half of the time', async () => {
  const events = new PassThrough();
  // when the last one begins, those before it are over
  const looks: { readonly at: number; ms: number }[] = [];
  const look = async () => {
    const now = { at: performance.now(), ms: 0 };
    looks.push(now);
    await delay(20);
    now.ms = performance.now() - now.at;
    return [];
  };
  const docker = { getEvents: () => Promise.resolve(events) } as unknown as Docker;
  const feed = new DockerFeed({
    docker,
    look,
    concerns: () => true,
    onError: (error) => expect(error).toBeUndefined(),
  });
  feed.listen(() => undefined);
  await until('it was looked at ten times', () => {
    events.write('{}\n');
    return looks.length > 10;
  });
  const [first, eleventh] = [looks[0]?.at ?? 0, looks[10]?.at ?? 0];
  expect(looks.slice(0, 10).reduce((sum, { ms }) => sum + ms, 0)).toBeLessThan((eleventh - first) / 2);
  events.end();
  await feed.close();
});
