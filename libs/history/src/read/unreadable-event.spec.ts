import { describe, expect, test } from 'vitest';
import type { HistoryQueries } from './history.queries.js';
import { historyOf, metadata, type Planted } from './history-of.fixture.js';
import type { Viewer } from './viewer.js';

const sessionId = '5c60e2ac-0b48-5955-b97e-b19834b68c67';
const auditor: Viewer = { as: new Set(['auditor', 'member']), from: 0n };
const owner: Viewer = { as: new Set(['owner', 'member']), userId: 'grace', from: 0n };

const seenBy = (viewer: Viewer, history: HistoryQueries, search: { type?: string; sessionId?: string } = {}) =>
  history.page({ projectId: 'p', viewer, limit: 100, ...search });

const created: Planted = [
  'project-p',
  { type: 'ProjectDeleted', data: { projectId: '5cb02b94-6097-5b75-9309-236b48840438' }, metadata },
];
const ofNewerProgram: Planted = ['project-p', { type: 'ProjectFrozen', data: { secret: 'of later' }, metadata }];

describe('rule 14, an event that this version cannot read', () => {
  test('is in its place in the history of auditors: which it is, when, by whom and why, without what it says', async () => {
    const history = await historyOf(created, ofNewerProgram, created);
    const found = await seenBy(auditor, history);
    expect(found.map(({ type, revision }) => [type, revision])).toEqual([
      ['ProjectDeleted', 0],
      ['UnreadableEvent', 1],
      ['ProjectDeleted', 2],
    ]);
    expect(found[1]).toMatchObject({
      ...{ position: '200', stream: 'project-p', actor: 'grace', correlationId: 'c', causationId: 'b' },
      data: { projectId: 'p', type: 'ProjectFrozen', schemaVersion: 1, reason: 'this program does not know its type' },
    });
    expect(JSON.stringify(found.map(({ data }) => data))).not.toContain('of later');
    expect(await seenBy(auditor, history, { type: 'UnreadableEvent' })).toHaveLength(1);
  });

  test('is nothing to others: who may see it, its own version knows', async () => {
    const history = await historyOf(created, ofNewerProgram);
    expect((await seenBy(owner, history)).map(({ type }) => type)).toEqual(['ProjectDeleted']);
  });

  test('of a launch is found by its session and its project, and seen by who launched it', async () => {
    const data = { projectId: 'p', sessionId, launchId: 'l', userId: 'grace' };
    const history = await historyOf([
      'launch-l',
      { type: 'SessionStarted', data, metadata: { ...metadata, schemaVersion: 9 } },
    ]);
    const reason = expect.stringContaining('version 9') as unknown;
    for (const viewer of [auditor, owner])
      expect(await seenBy(viewer, history, { sessionId })).toMatchObject([
        {
          type: 'UnreadableEvent',
          data: { projectId: 'p', sessionId, type: 'SessionStarted', schemaVersion: 9, reason },
        },
      ]);
    expect(await seenBy({ ...owner, userId: 'linus' }, history)).toEqual([]);
  });

  test.each([[undefined], [null], ['text'], [{}]])(
    'without sound metadata (%j) is nobody’s that is known',
    async (of) => {
      const history = await historyOf(['project-p', { type: 'ProjectFrozen', data: 'text', metadata: of as object }]);
      expect(await seenBy(auditor, history)).toMatchObject([
        { type: 'UnreadableEvent', actor: 'system:unknown', correlationId: '', causationId: '' },
      ]);
    },
  );
});
