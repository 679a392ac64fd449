import { describe, expect, test } from 'vitest';
import { type Decision, type Event, fold, isRejection } from '#libs/event-sourcing';
import { recordings } from '#libs/event-sourcing/testing';
import type { LaunchEvent } from './launch.events.js';
import { type Launch, type LaunchStatus, launch } from './launch.js';
import { type ObservationKind, observed, type RunObservation } from './launch-states.js';
import { a, configuration, LAUNCH, PROJECT, SESSION, USER } from './testing/launches.js';
import { launchSession } from './write/launch-session.js';
import { pauseLaunch } from './write/pause-launch.js';
import { resumeLaunch } from './write/resume-launch.js';
import { stopLaunch } from './write/stop-launch.js';

/** How each state is reached; the run in question is always number 1. */
const histories: Readonly<Record<LaunchStatus, readonly LaunchEvent[]>> = {
  inactive: [a.launched(1), a.stopped(1)],
  launching: [a.launched(1)],
  running: [a.launched(1), a.started(1)],
  pausing: [a.launched(1), a.started(1), a.pauseRequested(1)],
  paused: [a.launched(1), a.started(1), a.pauseRequested(1), a.paused(1)],
  stopping: [a.launched(1), a.started(1), a.stopRequested(1)],
  failed: [a.launched(1), a.failed(1)],
};

const context = { commandId: '00000000-0000-4000-8000-000000000009', actor: USER };
const stateOf = (status: LaunchStatus): Launch => fold(launch, recordings<LaunchEvent>(...histories[status]))!;

const commands = {
  launch: (state: Launch) =>
    launchSession({ ...context, launchId: LAUNCH, projectId: PROJECT, sessionId: SESSION, configuration }, state),
  pause: (state: Launch) => pauseLaunch({ ...context, launchId: LAUNCH }, state),
  resume: (state: Launch) => resumeLaunch({ ...context, launchId: LAUNCH, session: { configuration } }, state),
  stop: (state: Launch) => stopLaunch({ ...context, launchId: LAUNCH, discard: false }, state),
};

const observationsOf = (status: LaunchStatus): Readonly<Record<ObservationKind, RunObservation>> => ({
  ready: { run: 1, kind: 'ready', commits: [] },
  exited: { run: 1, kind: 'exited' },
  failed: { run: 1, kind: 'failed', reason: 'KILLED', message: 'killed' },
  gone: { run: 1, kind: 'gone' },
  overdue: { run: 1, kind: 'overdue', status, reason: 'START_TIMEOUT', message: 'too late' },
});

const kinds: readonly ObservationKind[] = ['ready', 'exited', 'failed', 'gone', 'overdue'];

/** `SessionLaunched 2`, `409 launch-busy`, `–`. */
const inWords = (decision: Decision<Event>): string => {
  if (isRejection(decision)) return `409 ${decision.rejected}`;
  return decision.map(({ type, data }) => `${type} ${(data as { run: number }).run}`).join(', ') || '–';
};

type Row = readonly [...commands: [string, string, string, string], ...kinds: [string, string, string, string, string]];

/** The table by hand: state × launch, pause, resume, stop, ready, exited, failed, gone, overdue. `–`: nothing changes. */
const table: Readonly<Record<LaunchStatus, Row>> = {
  inactive: ['SessionLaunched 2', '409 not-running', '409 not-paused', '–', '–', '–', '–', '–', '–'],
  launching: [
    '–',
    'SessionPauseRequested 1',
    '–',
    'SessionStopRequested 1',
    'SessionStarted 1',
    'SessionFailed 1',
    'SessionFailed 1',
    'SessionFailed 1',
    'SessionFailed 1',
  ],
  running: [
    '–',
    'SessionPauseRequested 1',
    '–',
    'SessionStopRequested 1',
    '–',
    'SessionPaused 1',
    'SessionFailed 1',
    'SessionFailed 1',
    '–',
  ],
  pausing: [
    '409 launch-busy',
    '–',
    '409 launch-busy',
    'SessionStopRequested 1',
    '–',
    '–',
    '–',
    'SessionPaused 1',
    'SessionFailed 1',
  ],
  paused: [
    'SessionResumeRequested 2',
    '–',
    'SessionResumeRequested 2',
    'SessionStopped 1',
    '–',
    '–',
    '–',
    '–',
    'SessionStopped 1',
  ],
  stopping: [
    '409 launch-busy',
    '409 launch-busy',
    '409 launch-busy',
    '–',
    '–',
    '–',
    '–',
    'SessionStopped 1',
    'SessionFailed 1',
  ],
  failed: [
    'SessionLaunched 2',
    '409 not-running',
    'SessionResumeRequested 2',
    'SessionStopped 1',
    '–',
    '–',
    '–',
    '–',
    'SessionStopped 1',
  ],
};

const statuses = Object.keys(table) as LaunchStatus[];

describe('rule 4, one launch: the launch’s states', () => {
  describe.each(statuses)('%s', (status) => {
    const row = table[status];

    test('is reached', () => expect(stateOf(status).status).toBe(status));

    test.each(Object.keys(commands).map((name, index) => [name, row[index]!] as const))('%s: %s', (name, words) => {
      expect(inWords(commands[name as keyof typeof commands](stateOf(status)))).toBe(words);
    });

    test.each(kinds.map((name, index) => [name, row[index + 4]!] as const))('%s: %s', (kind, words) => {
      expect(inWords(observed(stateOf(status), observationsOf(status)[kind]))).toBe(words);
    });

    test.each(Object.values(observationsOf(status)))('$kind of another run changes nothing', (observation) => {
      expect(observed(stateOf(status), { ...observation, run: 2 })).toEqual([]);
    });
  });

  test('a deadline of the state before says nothing of this one', () => {
    expect(observed(stateOf('failed'), observationsOf('launching').overdue)).toEqual([]);
    expect(observed(stateOf('failed'), observationsOf('stopping').overdue)).toEqual([]);
  });

  test('before the first launch there is nothing but to launch', () => {
    expect(
      inWords(
        launchSession(
          { ...context, launchId: LAUNCH, projectId: PROJECT, sessionId: SESSION, configuration },
          undefined,
        ),
      ),
    ).toBe('SessionLaunched 1');
    expect(observed(undefined, observationsOf('inactive').ready)).toEqual([]);
  });
});
