import { describe, expect, test } from 'vitest';
import { deciderSpec } from '#libs/event-sourcing/testing';
import { launch, launchIdOf } from '../launch.js';
import { SagaWorld } from '../saga/testing/saga-world.js';
import { a, configuration, LAUNCH, OTHER_SESSION, PROJECT, SESSION, USER } from '../testing/launches.js';
import { launchSession } from './launch-session.js';

const spec = deciderSpec(launch);
const command = { launchId: LAUNCH, projectId: PROJECT, sessionId: SESSION, configuration };
const asUser = { actor: USER };

describe('rule 4, one launch: launch a session', () => {
  test('it gets everything resolved', () =>
    spec
      .given()
      .when(launchSession, command, asUser)
      .then([a.launched(1)]));

  test('the one that is live stays the one', () =>
    spec.given(a.launched(1)).when(launchSession, command, asUser).thenNothing());

  test('a paused one is resumed as it was', () =>
    spec
      .given(a.launched(1), a.started(1), a.pauseRequested(1), a.paused(1))
      .when(launchSession, { ...command, configuration: { ...configuration, resources: { cpu: 8 } } }, asUser)
      .then([a.resumeRequested(2)]));

  test('a failed one gets a new run', () =>
    spec
      .given(a.launched(1), a.failed(1))
      .when(launchSession, command, asUser)
      .then([a.launched(2)]));

  test.each([
    ['launching', [a.launched(1)]],
    ['paused', [a.launched(1), a.started(1), a.pauseRequested(1), a.paused(1)]],
    ['being stopped', [a.launched(1), a.stopRequested(1)]],
  ])('another session of the environment has to wait while this one is %s', (_, events) =>
    spec
      .given(...events)
      .when(launchSession, { ...command, sessionId: OTHER_SESSION }, asUser)
      .thenRejected('environment-in-use', {
        extra: expect.objectContaining({
          launchId: LAUNCH,
          sessionId: SESSION,
          links: expect.objectContaining({ launch: `/api/v1/launches/${LAUNCH}` }),
        }),
      }),
  );

  test.each([
    ['stopped', [a.launched(1), a.stopped(1)]],
    ['failed', [a.launched(1), a.failed(1)]],
  ])('another session of the environment takes the place of one that is %s', (_, events) =>
    spec
      .given(...events)
      .when(launchSession, { ...command, sessionId: OTHER_SESSION }, asUser)
      .then([a.launched(2, OTHER_SESSION)]),
  );

  test('there is no such session, or the caller may not launch it', () =>
    spec
      .given()
      .when(launchSession, { ...command, configuration: undefined }, asUser)
      .thenRejected('session-not-found'));

  test('another environment, project or user is another launch', () => {
    const ids = [
      launchIdOf('p', 'e', 'u'),
      launchIdOf('q', 'e', 'u'),
      launchIdOf('p', 'f', 'u'),
      launchIdOf('p', 'e', 'v'),
    ];
    expect(new Set(ids).size).toBe(4);
  });

  test('20 at the same time are one run, and every one of them is answered with it', async () => {
    const world = await SagaWorld.create();
    const answers = await Promise.all(Array.from({ length: 20 }, () => world.launchAs(USER)));
    expect(answers).toHaveLength(20);
    for (const answer of answers) expect(answer).toMatchObject({ launchId: LAUNCH, run: 1, status: 'launching' });
    expect(world.story(LAUNCH)).toEqual(['SessionLaunched']);
  });
});
