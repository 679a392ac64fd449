import { describe, test } from 'vitest';
import { fold } from '#libs/event-sourcing';
import { projectionSpec, recordings } from '#libs/event-sourcing/testing';
import type { LaunchEvent } from '../launch.events.js';
import { type Launch, launch } from '../launch.js';
import { a, LAUNCH } from '../testing/launches.js';
import { launchDocuments } from './launch.projection.js';

describe('launch documents', () => {
  test('are the launches’ states', () => {
    const events = [
      a.launched(1),
      a.progressed(1, 'pulling'),
      a.warned(1, 'clone-failed', 'no'),
      a.started(1, [{ repository: 'flights', commit: 'abc' }]),
      a.pauseRequested(1),
      a.paused(1),
      a.resumeRequested(2),
      a.failed(2),
      a.stopped(2, true),
      a.diskDiscarded(),
    ];
    const state = fold(launch, recordings<LaunchEvent>(...events)) as Launch;
    projectionSpec<Launch, LaunchEvent>(launchDocuments)
      .given(...events)
      .then(LAUNCH, state);
  });
});
