import { describe, expect, test } from 'vitest';
import { judgeAnchors } from './judge-anchors.js';
import { judgeCertificate } from './judge-certificate.js';
import { judgeClock } from './judge-clock.js';
import { judgeDiskSpace } from './judge-disk-space.js';
import { judgeFileMode } from './judge-file-mode.js';
import { judgeLag } from './judge-lag.js';
import { judgeLeases } from './judge-leases.js';
import { judgeVersions } from './judge-versions.js';

const now = new Date('2026-11-29T12:00:00Z');
const lease = (owner: string, beat: bigint) => new Map([['launch-saga', { owner, epoch: 3n, beat }]]);
const required = ['launch-saga'];

describe('a lease', () => {
  test('whose holder gives signs of life is held, since when they tell', () => {
    const [finding] = judgeLeases({ first: lease('ada', 5760n), second: lease('ada', 5761n), required });
    expect(finding).toMatchObject({ status: 'ok', detail: 'ada holds it for about 2 hours, epoch 3' });
  });

  test('that is held together tells who has how much of it', () => {
    const held = (beat: bigint) => {
      const member = (id: string, ...shards: number[]) => ({ id, beat, shards });
      const members = [member('ada', 0, 1, 2), member('bob', 3)];
      return new Map([['launch-saga', { owner: 'ada+bob', epoch: 3n, beat, members }]]);
    };
    const [finding] = judgeLeases({ first: held(7n), second: held(8n), required });
    expect(finding).toMatchObject({
      status: 'ok',
      detail: 'held together by ada (3 of 4 shards), bob (1 of 4 shards), epoch 3',
    });
  });

  test.each([
    ['of a silent holder', lease('ada', 7n), 'gives no sign of life'],
    ['that was given up', lease('', 7n), 'nobody holds it'],
    ['that never was', new Map(), 'nobody holds it'],
  ])('%s is a problem where nothing works without it', (_, leases, said) => {
    const findings = judgeLeases({ first: leases, second: leases, required });
    expect(findings).toEqual([
      expect.objectContaining({ status: 'problem', detail: expect.stringContaining(said), advice: expect.any(String) }),
    ]);
  });

  test.each([
    ['of a silent holder', lease('ada', 7n)],
    ['that was given up', lease('', 7n)],
    ['that never was', new Map()],
  ])('%s is no problem where a worker of another version works and one of ours is only awaited', (_, leases) => {
    const findings = judgeLeases({ first: leases, second: leases, required, awaited: 'launch-saga' });
    expect(findings).toEqual([
      expect.objectContaining({ status: 'ok', detail: expect.stringContaining('no worker of this version runs yet') }),
    ]);
  });

  test('that an earlier version left is none', () => {
    const findings = judgeLeases({ first: lease('ada', 7n), second: lease('ada', 7n), required: [] });
    expect(findings).toEqual([expect.objectContaining({ status: 'ok' })]);
    expect(judgeLeases({ first: lease('', 7n), second: lease('', 7n), required: [] })).toEqual([]);
  });
});

describe('the lag of what follows the log', () => {
  test.each([
    [100n, 100n, 'ok'],
    [90n, 120n, 'ok'],
    [40n, 90n, 'warning'],
    [undefined, 1n, 'warning'],
    [90n, 90n, 'problem'],
    [undefined, undefined, 'problem'],
  ] as const)('from %s to %s of 100 is %s', (first, second, status) => {
    expect(judgeLag({ name: 'it', first, second }, 100n).status).toBe(status);
  });

  test('is no problem where it waits for the first worker of its version', () => {
    expect(judgeLag({ name: 'it', first: 90n, second: 90n, waitsForWorker: true }, 100n)).toEqual({
      ...{ check: 'lag of it', status: 'ok' },
      detail: 'at position 90, 10 behind the log: it waits for a worker of this version',
    });
  });

  test('is named in positions', () => {
    expect(judgeLag({ name: 'it', first: 90n, second: 90n }, 100n).detail).toBe('at position 90, 10 behind the log');
  });
});

describe('a clock', () => {
  test.each([
    [0, 'ok'],
    [1500, 'ok'],
    [3000, 'warning'],
    [-3000, 'warning'],
    [40_000, 'problem'],
  ] as const)('that is %d ms ahead is %s', (ahead, status) => {
    expect(judgeClock('database', { before: 10_000, theirs: 10_050 + ahead, after: 10_100 }).status).toBe(status);
  });

  test('is not blamed for a slow answer', () => {
    expect(judgeClock('database', { before: 0, theirs: 9000, after: 10_000 }).status).toBe('ok');
  });
});

describe('the anchors of the log', () => {
  const seen = (newestAt: string | undefined, head = 100n, isAllAnchored = false) =>
    judgeAnchors({ newestAt, newestPosition: 90n, head, isAllAnchored, now });

  test('are fresh for two days', () => {
    expect(seen('2026-11-28T11:00:00Z').status).toBe('ok');
    expect(seen('2026-11-26T11:00:00Z')).toMatchObject({
      status: 'warning',
      advice: expect.stringContaining('SIGNING_KEY_FILE'),
    });
  });

  test('are no fresher for having been made while a clock was ahead', () =>
    expect(seen('2036-11-28T11:00:00Z')).toMatchObject({
      status: 'warning',
      detail: expect.stringContaining('hours ahead of this machine’s clock'),
    }));

  test('may be old where nothing has happened since', () =>
    expect(seen('2026-11-01T11:00:00Z', 100n, true).status).toBe('ok'));

  test('are missed where there is something to anchor', () => {
    expect(seen(undefined).status).toBe('warning');
    expect(seen(undefined, 0n).status).toBe('ok');
  });
});

test.each([
  ['2027-11-29', 'ok'],
  ['2026-12-10', 'warning'],
  ['2026-11-01', 'problem'],
] as const)('a certificate until %s is %s', (validTo, status) => {
  expect(judgeCertificate('cert.pem', new Date(validTo), now).status).toBe(status);
});

test.each([
  [0o100600, 'ok'],
  [0o100400, 'ok'],
  [0o100640, 'problem'],
  [0o100604, 'problem'],
] as const)('a secret in a file of mode %d is %s', (mode, status) => {
  expect(judgeFileMode('key.pem', mode).status).toBe(status);
});

const GIB = 1024 ** 3;
test.each([
  [50, 100, 'ok'],
  [4, 100, 'warning'],
  [1, 10, 'warning'],
  [0.1, 10, 'problem'],
] as const)('%d of %d GiB free is %s', (free, total, status) => {
  expect(judgeDiskSpace('data', { freeBytes: free * GIB, totalBytes: total * GIB }).status).toBe(status);
});

describe('versions', () => {
  const seen = (...heldLeases: string[]) =>
    judgeVersions({
      ...{ program: '0.1.0', node: 'v22', database: '7.0.0' },
      ...{ projectorLease: 'projector-ours', heldLeases },
    });
  const statuses = (...heldLeases: string[]) => seen(...heldLeases).map(({ status }) => status);

  test('of a worker beside ours are told as long as it lives', () => {
    expect(statuses('projector-ours', 'projector-other')).toEqual(['ok', 'warning']);
    expect(statuses('projector-ours', 'launch-saga')).toEqual(['ok']);
  });

  test('of which none has a worker yet but another one does, are before a rollout', () => {
    expect(seen('projector-other').at(-1)).toMatchObject({
      status: 'warning',
      advice: expect.stringContaining('start a worker of this version'),
    });
  });
});
