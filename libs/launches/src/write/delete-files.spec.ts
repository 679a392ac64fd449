import { describe, test } from 'vitest';
import { deciderSpec } from '#libs/event-sourcing/testing';
import { launch } from '../launch.js';
import { a, LAUNCH, USER } from '../testing/launches.js';
import { deleteFiles } from './delete-files.js';

const spec = deciderSpec(launch);
const [command, asUser] = [{ launchId: LAUNCH }, { actor: USER }];
const running = [a.launched(1), a.started(1)];
const pausing = [...running, a.pauseRequested(1)];
const paused = [...pausing, a.paused(1)];

describe('rule 9, disks: their user deletes the files of what does not run', () => {
  test('of a paused or failed one, which is stopped by that', () => {
    for (const events of [paused, [a.launched(1), a.failed(1)]])
      spec
        .given(...events)
        .when(deleteFiles, command, asUser)
        .then([a.stopped(1, true)]);
  });

  test('of a stopped one whose files are kept, once', () => {
    const stopped = [...paused, a.stopped(1)];
    spec
      .given(...stopped)
      .when(deleteFiles, command, asUser)
      .then([a.stopped(1, true)]);
    spec
      .given(...stopped, a.stopped(1, true))
      .when(deleteFiles, command, asUser)
      .thenNothing();
  });

  test('not while a run has them', () => {
    const resumed = [...paused, a.resumeRequested(2)];
    for (const events of [[a.launched(1)], running, pausing, [...running, a.stopRequested(1)], resumed])
      spec
        .given(...events)
        .when(deleteFiles, command, asUser)
        .thenRejected('files-in-use');
  });

  test('and nobody else’s', () => {
    spec
      .given(...paused)
      .when(deleteFiles, command)
      .thenRejected('launch-not-found');
    spec.given().when(deleteFiles, command, asUser).thenRejected('launch-not-found');
  });
});
