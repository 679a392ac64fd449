import { expect, test } from 'vitest';
import { LagInSeconds } from './lag-in-seconds.js';

const lagOf = (lag: LagInSeconds, head: bigint, position: bigint, at: number): number | undefined =>
  lag.look(head, new Map([['it', position]]), at).get('it');

test('who keeps up is not behind, however the log grows', () => {
  const lag = new LagInSeconds();
  expect(lagOf(lag, 10n, 10n, 0)).toBe(0);
  expect(lagOf(lag, 20n, 20n, 60_000)).toBe(0);
});

test('who stands still is behind since the first end that it has not reached was seen', () => {
  const lag = new LagInSeconds();
  expect(lagOf(lag, 10n, 5n, 0)).toBe(0);
  expect(lagOf(lag, 20n, 5n, 10_000)).toBe(10);
  expect(lagOf(lag, 30n, 12n, 30_000)).toBe(20);
  expect(lagOf(lag, 30n, 30n, 31_000)).toBe(0);
});

test('a follower does not hide another', () => {
  const lag = new LagInSeconds();
  const look = (at: number) =>
    lag.look(
      10n,
      new Map([
        ['fast', 10n],
        ['slow', 5n],
      ]),
      at,
    );
  look(0);
  expect(look(7000)).toEqual(
    new Map([
      ['fast', 0],
      ['slow', 7],
    ]),
  );
});

test('who stops after another has stood still for a thousand looks is seen, too', () => {
  const lag = new LagInSeconds();
  const second = 1_500n;
  const look = (n: number): number | undefined => {
    const head = BigInt(n + 10);
    const positions = new Map([
      ['first', 5n],
      ['second', head < second ? head : second],
    ]);
    return lag.look(head, positions, n * 1000).get('second');
  };
  for (let n = 0; n < 5_000; n += 1) look(n);
  // it has missed the end that was seen at 1,491 s, or one soon after it
  const behind = look(5_000) ?? 0;
  expect(behind).toBeLessThanOrEqual(5_000 - 1_491);
  expect(behind).toBeGreaterThan(5_000 - 1_491 - 10);
});
