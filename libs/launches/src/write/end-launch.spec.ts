import { describe, test } from 'vitest';
import { deciderSpec } from '#libs/event-sourcing/testing';
import { launch } from '../launch.js';
import { a, configuration, LAUNCH, USER } from '../testing/launches.js';
import { pauseLaunch } from './pause-launch.js';
import { resumeLaunch } from './resume-launch.js';
import { stopLaunch } from './stop-launch.js';

const spec = deciderSpec(launch);
const asUser = { actor: USER };
const running = [a.launched(1), a.started(1)];
const paused = [...running, a.pauseRequested(1), a.paused(1)];
const session = { configuration };

describe('rule 5, who: only its own user, and the system', () => {
  test('pauses it', () => {
    spec
      .given(...running)
      .when(pauseLaunch, { launchId: LAUNCH })
      .thenRejected('launch-not-found');
    spec
      .given(...running)
      .when(pauseLaunch, { launchId: LAUNCH }, asUser)
      .then([a.pauseRequested(1)]);
  });

  test('resumes it', () => {
    spec
      .given(...paused)
      .when(resumeLaunch, { launchId: LAUNCH, session })
      .thenRejected('launch-not-found');
    spec
      .given(...paused)
      .when(resumeLaunch, { launchId: LAUNCH, session }, asUser)
      .then([a.resumeRequested(2)]);
  });

  test('stops it', () => {
    const command = { launchId: LAUNCH, discard: false };
    spec
      .given(...running)
      .when(stopLaunch, command)
      .thenRejected('launch-not-found');
    spec
      .given(...running)
      .when(stopLaunch, command, asUser)
      .then([a.stopRequested(1)]);
  });

  test('and there must be one', () => {
    spec.given().when(pauseLaunch, { launchId: LAUNCH }, asUser).thenRejected('launch-not-found');
    spec.given().when(resumeLaunch, { launchId: LAUNCH, session }, asUser).thenRejected('launch-not-found');
    spec.given().when(stopLaunch, { launchId: LAUNCH, discard: false }, asUser).thenRejected('launch-not-found');
  });
});

describe('resume', () => {
  test('with the current configuration', () =>
    spec
      .given(...paused)
      .when(resumeLaunch, { launchId: LAUNCH, configuration: 'current', session }, asUser)
      .then([a.resumeRequested(2, configuration)]));

  test('not when its session was removed or may not be launched any more', () =>
    spec
      .given(...paused)
      .when(resumeLaunch, { launchId: LAUNCH, session: { configuration: undefined } }, asUser)
      .thenRejected('session-not-found'));
});

describe('stop', () => {
  test('what rests is stopped at once', () =>
    spec
      .given(...paused)
      .when(stopLaunch, { launchId: LAUNCH, discard: true }, asUser)
      .then([a.stopped(1, true)]));

  test('what is being stopped can still have its disk deleted with it, once', () => {
    const discard = { launchId: LAUNCH, discard: true };
    const stopping = [...running, a.stopRequested(1)];
    spec
      .given(...stopping)
      .when(stopLaunch, discard, asUser)
      .then([a.stopRequested(1, true)]);
    spec
      .given(...stopping, a.stopRequested(1, true))
      .when(stopLaunch, discard, asUser)
      .thenNothing();
  });

  test('what was stopped long ago can still have its disk deleted, once', () => {
    const discard = { launchId: LAUNCH, discard: true };
    spec
      .given(...paused, a.stopped(1))
      .when(stopLaunch, discard, asUser)
      .then([a.stopped(1, true)]);
    spec
      .given(...paused, a.stopped(1, true))
      .when(stopLaunch, discard, asUser)
      .thenNothing();
    spec
      .given(...paused, a.stopped(1, true), a.diskDiscarded())
      .when(stopLaunch, discard, asUser)
      .thenNothing();
  });
});
