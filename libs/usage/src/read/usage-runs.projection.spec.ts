import { describe, test } from 'vitest';
import { projectionSpec, recorded } from '#libs/event-sourcing/testing';
import type { LaunchEvent } from '#libs/launches';
import {
  a,
  configuration,
  ENVIRONMENT,
  LAUNCH,
  PROJECT,
  SESSION,
  USER,
} from '../../../launches/src/testing/launches.js';
import type { UsageRun } from '../usage-run.js';
import { usageRuns } from './usage-runs.projection.js';

const spec = projectionSpec<UsageRun, LaunchEvent>(usageRuns);

/** The n-th event of a spec. */
const nth = (n: number) => ({ position: `${n * 100}`, at: `2026-01-01T00:00:0${n}.000Z` });

const run = (number: number, rest: Partial<UsageRun> & Pick<UsageRun, 'asked'>): UsageRun => ({
  ...{
    launchId: LAUNCH,
    run: number,
    userId: USER,
    projectId: PROJECT,
    sessionId: SESSION,
    environmentId: ENVIRONMENT,
  },
  ...{ cpu: 1, memory: 2 ** 30, gpu: 0, months: ['open'] },
  ...rest,
});
const id = (number: number): string => `${LAUNCH}/00000${number}`;

const larger = {
  ...configuration,
  resources: { cpu: 4, memory: 2 ** 33, gpu: 1 },
  resourceClass: { resourceClassId: '66666666-6666-4666-8666-666666666666', name: 'large' },
};

describe('rule 13, a run in the ledger', () => {
  test('has its place once it neither waits nor is scheduled, and what comes later changes nothing', () => {
    spec
      .given(
        a.launched(1),
        a.progressed(1, 'queued'),
        a.progressed(1, 'scheduling'),
        a.progressed(1, 'disk'),
        a.warned(1, 'clone-failed', 'no'),
        a.progressed(1, 'pulling'),
        a.started(1),
      )
      .then(id(1), run(1, { asked: nth(1), placed: nth(4), started: nth(7) }));
  });

  test('that was ready before anybody looked has its place when it started', () => {
    spec.given(a.launched(1), a.started(1)).then(id(1), run(1, { asked: nth(1), placed: nth(2), started: nth(2) }));
  });

  test('goes on while somebody waits for its end, and ends once', () => {
    spec
      .given(
        a.launched(1),
        a.started(1),
        a.pauseRequested(1),
        a.paused(1),
        a.stopRequested(1),
        a.stopped(1),
        a.failed(1),
      )
      .then(
        id(1),
        run(1, {
          ...{ asked: nth(1), placed: nth(2), started: nth(2) },
          ...{ ended: { ...nth(4), outcome: 'paused' }, months: ['2026-01'] },
        }),
      );
  });

  test('that ended is of all months that it has seen', () => {
    spec.given(a.launched(1), recorded(a.failed(1), { at: '2026-03-01T00:00:00.001Z' })).then(
      id(1),
      run(1, {
        asked: nth(1),
        ended: { position: '200', at: '2026-03-01T00:00:00.001Z', outcome: 'failed' },
        months: ['2026-01', '2026-02', '2026-03'],
      }),
    );
  });

  test('is of all months that any of its events says, where clocks differ', () => {
    const [asked, placed, ended] = ['2026-03-01T00:00:00.500Z', '2026-02-28T23:59:59.000Z', '2026-03-02T00:00:00.000Z'];
    spec
      .given(
        recorded(a.launched(1), { at: asked }),
        recorded(a.started(1), { at: placed }),
        recorded(a.paused(1), { at: ended }),
      )
      .then(
        id(1),
        run(1, {
          asked: { position: '100', at: asked },
          placed: { position: '200', at: placed },
          started: { position: '200', at: placed },
          ended: { position: '300', at: ended, outcome: 'paused' },
          months: ['2026-02', '2026-03'],
        }),
      );
  });

  test('that is resumed has what the run before it had, unless it is said anew', () => {
    spec
      .given(
        a.launched(1),
        a.paused(1),
        a.resumeRequested(2),
        a.paused(2),
        a.resumeRequested(3, larger),
        a.failed(3),
        a.resumeRequested(4),
      )
      .then(id(2), run(2, { asked: nth(3), ended: { ...nth(4), outcome: 'paused' }, months: ['2026-01'] }))
      .then(
        id(4),
        run(4, {
          asked: nth(7),
          cpu: 4,
          memory: 2 ** 33,
          gpu: 1,
          resourceClassId: larger.resourceClass.resourceClassId,
        }),
      );
  });

  test('of which nothing was asked is none', () => {
    spec.given(a.started(1), a.diskDiscarded()).thenNone(id(1));
  });
});
