import type { CommandBus } from '@nestjs/cqrs';
import { expect, test } from 'vitest';
import type { Principal } from '#libs/access';
import type { HistoryQueries, NameQueries } from '#libs/history';
import { ProblemError } from '#libs/rest';
import { RunRecords } from '../runs/run-records.js';
import { RunsController } from './runs.controller.js';

const auditor: Principal = { userId: 'audrey', displayName: 'Audrey', roles: new Set(['auditor'] as const) };

/** Of a private project whose history is this. */
const recordsOf = (...entries: readonly object[]): RunRecords => {
  const all = async function* () {
    yield* await Promise.resolve(entries);
  };
  const projects = { of: () => Promise.resolve({ visibility: 'private', members: new Map() }) } as never;
  return new RunRecords({ all } as unknown as HistoryQueries, projects, {} as NameQueries);
};

test('runs are described thirty times a minute to each caller', async () => {
  const controller = new RunsController(recordsOf(), {} as CommandBus);
  const ask = (caller: Principal): Promise<unknown> =>
    controller
      .get(caller, 'p', 'l', '1')
      .catch((error: unknown) => (error instanceof ProblemError ? error.code : error));
  const answers: unknown[] = [];
  for (let n = 0; n < 31; n += 1) answers.push(await ask(auditor));
  expect(answers).toEqual([...Array.from({ length: 30 }, () => 'launch-not-found'), 'too-many-requests']);
  expect(await ask({ ...auditor, userId: 'arthur' })).toBe('launch-not-found');
});

test.each(['2', '0', 'last'])('where there is no run %j, it is said that it is the run', async (run) => {
  const asked = recordsOf().of(auditor, { projectId: 'p', launchId: 'l', run });
  const message: unknown = expect.stringContaining(`no run "${run}"`);
  await expect(asked).rejects.toMatchObject({ code: 'launch-not-found', message });
});

test('a run of which an event cannot be read is not described without it', async () => {
  const data = { launchId: 'l', projectId: 'p', type: 'SessionStarted', reason: 'it has version 9' };
  const records = recordsOf({ type: 'UnreadableEvent', stream: 'launch-l', position: '7', data });
  const asked = records.of(auditor, { projectId: 'p', launchId: 'l', run: '1' });
  await expect(asked).rejects.toMatchObject({
    code: 'unreadable-event',
    message: expect.stringContaining('version 9'),
  });
});

test('a run that never started is not reproduced: with what it would have run nobody knows', async () => {
  const records = { of: () => Promise.resolve({ startedAt: undefined }) } as unknown as RunRecords;
  const controller = new RunsController(records, {} as CommandBus);
  const asked = controller.reproduce({ principal: auditor } as never, 'p', 'l', '1', { projectId: 'q' });
  await expect(asked).rejects.toMatchObject({ code: 'run-not-started' });
});
