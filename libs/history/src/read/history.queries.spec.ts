import { expect, test } from 'vitest';
import type { Audience } from '#libs/access';
import { historyOf, metadata } from './history-of.fixture.js';

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
