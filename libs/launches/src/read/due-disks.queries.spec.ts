import { Query } from 'mingo';
import { expect, test } from 'vitest';
import type { FindOptions, ReadModels } from '#libs/event-sourcing';
import type { Launch } from '../launch.js';
import { defaultLaunchLimits as limits } from '../launch-limits.js';
import { DueDisksQueries } from './due-disks.queries.js';

const day = (n: number): string => new Date(Date.UTC(2026, 0, 1 + n)).toISOString();

/** Paused on that day. */
const pausedOn = (keptSince: string, n: number): Launch => {
  const disk = { diskId: `disk-${n}`, sessionId: 's', keptSince, discard: false };
  return {
    ...{ launchId: `launch-${String(n).padStart(5, '0')}`, diskId: disk.diskId, status: 'paused', since: keptSince },
    ...{ disks: [disk], diskKeptSince: keptSince },
  } as unknown as Launch;
};

const queriesOver = (launches: readonly Launch[]): DueDisksQueries => {
  const find = (filter: object, { sort = {}, limit = Infinity }: FindOptions = {}): Promise<Launch[]> => {
    const found = new Query({ ...filter }).find<Launch>([...launches]).sort({ ...sort });
    return Promise.resolve(found.all().slice(0, limit));
  };
  return new DueDisksQueries({ documents: () => ({ find }) } as unknown as ReadModels, limits);
};

test('rule 9, disks that are deleted soon are all found, once each, also where many are of one moment', async () => {
  const many = Array.from({ length: 1_200 }, (_, n) => pausedOn(day(n < 700 ? 0 : 1), n));
  const queries = queriesOver([...many, pausedOn(day(2), 8_000)]);
  const found: string[] = [];
  for await (const page of queries.soon(new Date(day(13)))) found.push(...page.map(({ diskId }) => diskId));
  expect(found).toEqual(many.map(({ diskId }) => diskId));
});
