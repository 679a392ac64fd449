import { describe, expect, test } from 'vitest';
import { fold } from '#libs/event-sourcing';
import { recordings } from '#libs/event-sourcing/testing';
import type { LaunchEvent } from './launch.events.js';
import { type Launch, launch } from './launch.js';
import { type Progress, progressed } from './launch-progress.js';
import { a } from './testing/launches.js';

/** The events that are recorded of a launching run, whatever it shows one after the other. */
const recordedOf = (...shown: Omit<Progress, 'run' | 'warnings'>[]): LaunchEvent[] =>
  shown.reduce<LaunchEvent[]>(
    (events, progress) => [
      ...events,
      ...progressed(fold(launch, recordings<LaunchEvent>(...events)), { run: 1, warnings: [], ...progress }),
    ],
    [a.launched(1)],
  );
const after = (events: readonly LaunchEvent[]): Launch | undefined => fold(launch, recordings<LaunchEvent>(...events));

describe('the progress of a launch', () => {
  test('is its phase, and how far that is', () => {
    const events = recordedOf({ phase: 'pulling' }, { phase: 'pulling', detail: '1 of 30 MB' });
    expect(after(events)).toMatchObject({ phase: 'pulling', phaseDetail: '1 of 30 MB' });
    expect(after(events)?.timeline.at(-1)).toMatchObject({ detail: 'pulling: 1 of 30 MB' });
  });

  test('of the next phase begins anew', () =>
    expect(after(recordedOf({ phase: 'pulling', detail: '1 of 30 MB' }, { phase: 'cloning' }))).toMatchObject({
      phase: 'cloning',
      phaseDetail: undefined,
    }));

  test('within a phase is recorded a few times, so that the phases and warnings have room', () => {
    const steps = Array.from({ length: 30 }, (_, mb) => ({ phase: 'pulling' as const, detail: `${mb} of 30 MB` }));
    const events = recordedOf(...steps, { phase: 'cloning' });
    expect(events).toHaveLength(1 + 10 + 1);
    expect(after(events)).toMatchObject({ phase: 'cloning' });
  });
});
