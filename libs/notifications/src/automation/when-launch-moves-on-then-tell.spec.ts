import { describe, test } from 'vitest';
import { policySpec } from '#libs/event-sourcing/testing';
import { whenLaunchMovesOnThenTell } from './when-launch-moves-on-then-tell.js';

const of = { projectId: 'p', sessionId: 's', launchId: 'l', userId: 'grace' };
const ofRun = { ...of, run: 2 };
const announced = { reason: 'idle', pausesAt: '2026-03-01T12:00:00.000Z' } as const;
const withdrawn = (kind: string) => ({
  ...{ name: 'withdraw', key: 'withdraw' },
  data: { userId: 'grace', kind, sessionId: 's' },
});
const spec = policySpec(whenLaunchMovesOnThenTell);

describe('rule 10, when a launch moves on, then tell', () => {
  test('whose session it is that it is going to be paused', () =>
    spec
      .when(
        { type: 'SessionPauseAnnounced', data: { ...ofRun, ...announced, since: '2026-03-01T08:00:00.000Z' } },
        undefined,
      )
      .thenSends({
        ...{ name: 'notify', key: 'notify' },
        data: {
          userId: 'grace',
          notice: { kind: 'pause-due', projectId: 'p', sessionId: 's', launchId: 'l', run: 2, ...announced },
        },
      }));
});

describe('rule 12, when a launch moves on, then tell no more', () => {
  test('that its files are deleted, once they are in use again, or gone', async () => {
    await spec.when({ type: 'SessionResumeRequested', data: ofRun }, undefined).thenSends(withdrawn('disk-due'));
    await spec
      .when({ type: 'DiskDiscarded', data: { ...of, diskId: 'd' } }, undefined)
      .thenSends(withdrawn('disk-due'));
  });

  test('that it is going to be paused, once it is kept, or is paused', async () => {
    await spec
      .when({ type: 'SessionPauseCalledOff', data: { ...ofRun, reason: 'kept' } }, undefined)
      .thenSends(withdrawn('pause-due'));
    await spec
      .when({ type: 'SessionPaused', data: { ...ofRun, by: 'idle' } }, undefined)
      .thenSends(withdrawn('pause-due'));
  });
});
