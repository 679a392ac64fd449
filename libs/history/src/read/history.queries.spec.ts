import { expect, test } from 'vitest';
import type { Audience } from '#libs/access';
import { historyOf, metadata, type Planted } from './history-of.fixture.js';

test('a page says of each event what its viewer sees, and so does the whole', async () => {
  const storage = {
    projectId: '5cb02b94-6097-5b75-9309-236b48840438',
    storageId: '5c60e2ac-0b48-5955-b97e-b19834b68c67',
    name: 'weather',
    readOnly: true,
  };
  const data = { ...storage, source: 'file:///srv/weather' };
  const history = await historyOf(['project-p', { type: 'StorageConnected', data, metadata }]);
  const told = async (...as: Audience[]): Promise<unknown[]> => {
    const search = { projectId: 'p', viewer: { as: new Set(as), from: 0n } };
    const pages = [await history.page({ ...search, limit: 1 })];
    for await (const page of history.pages(search)) pages.push([...page]);
    return pages.map((page) => page.map((entry) => entry.data));
  };
  expect(await told('member')).toEqual([[storage], [storage]]);
  expect(await told('member', 'owner')).toEqual([[data], [data]]);
});

test('a time stands for the last event until then in log order, also where the store’s clock was set back', async () => {
  const projectId = '5cb02b94-6097-5b75-9309-236b48840438';
  const renamedAt = (at: string): Planted => [
    `project-${projectId}`,
    { type: 'ProjectRenamed', data: { projectId, name: at }, metadata },
    `2026-05-01T${at}:00.000Z`,
  ];
  // the second while the clock was eight hours ahead
  const history = await historyOf(...['10:00', '18:10', '10:20', '10:30', '18:30'].map(renamedAt));
  const viewer = { as: new Set(['auditor'] as const), from: 0n };
  const lastUntil = async (at: string): Promise<unknown> => {
    const position = await history.positionAt(projectId, new Date(`2026-05-01T${at}:00Z`));
    const [last] = await history.page({ projectId, viewer, before: position + 1n, limit: 1 });
    return last?.data['name'];
  };
  expect(await Promise.all(['09:59', '10:00', '10:20', '18:09'].map(lastUntil))).toEqual([
    ...[undefined, '10:00', '10:20', '10:30'],
  ]);
  expect(await Promise.all(['18:10', '18:29', '18:30', '23:59'].map(lastUntil))).toEqual([
    ...['10:30', '10:30', '18:30', '18:30'],
  ]);
});
