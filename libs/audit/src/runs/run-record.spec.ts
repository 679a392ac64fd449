import { describe, expect, test } from 'vitest';
import type { HistoryEntry } from '#libs/history';
import { runRecord } from './run-record.js';

const configuration = (image: string) => ({
  environment: { name: 'Jupyter' },
  image: { reference: image },
  resources: { cpu: 1 },
  repositories: [],
  storages: [],
});
const happened = (minute: number, type: string, run: number, data: object = {}): HistoryEntry => ({
  ...{ position: String(minute), projectId: 'p', stream: 'launch-l', revision: minute, type },
  ...{ at: `2026-01-01T00:0${minute}:00Z`, actor: 'g', correlationId: 'c', causationId: 'c' },
  data: { launchId: 'l', projectId: 'p', sessionId: 's', userId: 'g', run, ...data },
});
const first = happened(1, 'SessionLaunched', 1, configuration('a'));
const started = happened(2, 'SessionStarted', 1, { commits: [{ repository: 'flights', commit: 'c0ffee' }] });
const paused = happened(3, 'SessionPaused', 1, { by: 'asked' });

describe('rule 14, what the log says of a run', () => {
  test('what it was made of, what was cloned, and when it began and ended', async () => {
    expect(await runRecord([first, started, paused], 1)).toEqual({
      ...{ launchId: 'l', run: 1, projectId: 'p', sessionId: 's', userId: 'g', configuration: configuration('a') },
      ...{ askedAt: '2026-01-01T00:01:00Z', startedAt: '2026-01-01T00:02:00Z', endedAt: '2026-01-01T00:03:00Z' },
      ...{ hasFailed: false, commits: [{ repository: 'flights', commit: 'c0ffee' }] },
      steps: [
        expect.objectContaining({ type: 'SessionLaunched', at: '2026-01-01T00:01:00Z' }),
        expect.objectContaining({ type: 'SessionStarted', position: '2', actor: 'g' }),
        expect.objectContaining({ type: 'SessionPaused', reason: 'asked' }),
      ],
    });
  });

  test('its steps say what each waited for, warned of and ended with, and nothing of other runs', async () => {
    const cloning = happened(3, 'LaunchProgressed', 2, { phase: 'cloning', detail: '1 of 2' });
    const warned = happened(4, 'LaunchProgressed', 2, { warning: { code: 'clone-failed', message: 'not there' } });
    const failed = happened(5, 'SessionFailed', 2, { reason: 'exited', message: 'It ended.' });
    const record = await runRecord([first, happened(2, 'SessionResumeRequested', 2), cloning, warned, failed], 2);
    expect(record?.steps.slice(1)).toEqual([
      expect.objectContaining({ phase: 'cloning', detail: '1 of 2' }),
      expect.objectContaining({ detail: 'not there' }),
      expect.objectContaining({ reason: 'exited', detail: 'It ended.' }),
    ]);
    expect(record?.steps[0]).toMatchObject({ type: 'SessionResumeRequested' });
  });

  test('a run that was resumed has what the run before it had, or what it was resumed with', async () => {
    const resumed = happened(4, 'SessionResumeRequested', 2);
    const renewed = happened(5, 'SessionResumeRequested', 3, { configuration: configuration('b') });
    const entries = [first, started, paused, resumed, renewed];
    expect(await runRecord(entries, 2)).toMatchObject({ configuration: configuration('a'), commits: [] });
    expect((await runRecord(entries, 2))?.startedAt).toBe(undefined);
    expect(await runRecord(entries, 3)).toMatchObject({ configuration: configuration('b') });
    expect(await runRecord(entries, 1)).toMatchObject({ configuration: configuration('a') });
  });

  test('one that failed says so', async () => {
    expect(await runRecord([first, happened(2, 'SessionFailed', 1)], 1)).toMatchObject({ hasFailed: true });
  });

  test('of one that nobody asked for, or that may not be seen, there is none', async () => {
    expect(await runRecord([first, started], 2)).toBe(undefined);
    expect(await runRecord([], 1)).toBe(undefined);
  });

  test('is read up to its end and no further, however often it was resumed after', async () => {
    let read = 0;
    const endless = async function* () {
      for (const entry of [first, started, paused]) yield await Promise.resolve(entry);
      for (;;) yield happened(4, 'SessionResumeRequested', 2 + (read += 1), { configuration: configuration('b') });
    };
    expect(await runRecord(endless(), 1)).toMatchObject({ configuration: configuration('a') });
    expect(read).toBe(0);
  });
});
