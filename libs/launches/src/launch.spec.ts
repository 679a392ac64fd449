import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Decision, fold, isRejection, type Recorded } from '#libs/event-sourcing';
import { deciderSpec, recorded, recordings } from '#libs/event-sourcing/testing';
import type { LaunchEvent } from './launch.events.js';
import { diskIdOf, type Launch, type LaunchState, type LaunchStatus, launch } from './launch.js';
import { isLive, launchStates, type ObservationKind, observed } from './launch-states.js';
import { a, configuration, DISK, LAUNCH, OTHER_SESSION, PROJECT, SESSION, USER } from './testing/launches.js';
import { launchSession } from './write/launch-session.js';
import { pauseLaunch } from './write/pause-launch.js';
import { resumeLaunch } from './write/resume-launch.js';
import { stopLaunch } from './write/stop-launch.js';

const after = (...events: LaunchEvent[]): Launch => fold(launch, recordings<LaunchEvent>(...events))!;

describe('a launch', () => {
  test('is nothing before it is launched', () => deciderSpec(launch).given().thenState(undefined));

  test('remembers with what it was launched', () =>
    expect(after(a.launched(1))).toMatchObject({
      launchId: LAUNCH,
      projectId: PROJECT,
      sessionId: SESSION,
      userId: USER,
      status: 'launching',
      run: 1,
      configuration,
      runAskedAt: '2026-01-01T00:00:01.000Z',
      disks: [{ diskId: DISK, sessionId: SESSION, discard: false }],
    }));

  test('begins a run without what the run before left behind', () =>
    expect(
      after(a.launched(1), a.warned(1, 'clone-failed', 'no'), a.started(1), a.failed(1), a.resumeRequested(2)),
    ).toMatchObject({ status: 'launching', run: 2, phase: undefined, reason: undefined, warnings: [], progress: 0 }));

  test('takes the current configuration when resumed with it', () => {
    const current = { ...configuration, resources: { cpu: 4 } };
    expect(after(a.launched(1), a.failed(1), a.resumeRequested(2, current))).toMatchObject({ configuration: current });
    expect(after(a.launched(1), a.failed(1), a.resumeRequested(2))).toMatchObject({ configuration });
  });

  test('counts its disk’s retention from when nothing uses it, and anew from a stop', () => {
    const keptSince = (...events: LaunchEvent[]) => after(...events).disks[0]?.keptSince;
    const toPaused = [a.launched(1), a.started(1), a.pauseRequested(1), a.paused(1)];
    expect(keptSince(a.launched(1), a.started(1))).toBeUndefined();
    expect(keptSince(...toPaused)).toBe('2026-01-01T00:00:04.000Z');
    expect(keptSince(...toPaused, a.stopped(1))).toBe('2026-01-01T00:00:05.000Z');
    expect(keptSince(...toPaused, a.resumeRequested(2))).toBeUndefined();
  });

  test('keeps the disk of the session that was there before', () =>
    expect(after(a.launched(1), a.failed(1), a.launched(2, OTHER_SESSION)).disks).toEqual([
      { diskId: DISK, sessionId: SESSION, keptSince: '2026-01-01T00:00:02.000Z', discard: false },
      { diskId: diskIdOf(OTHER_SESSION, USER), sessionId: OTHER_SESSION, discard: false },
    ]));

  test('knows the last run that left files on its disk, until that is deleted', () => {
    const filesOfRun = (...events: LaunchEvent[]) => after(...events).disks[0]?.filesOfRun;
    const [toFirst, toThird] = [
      [a.launched(1), a.started(1), a.failed(1), a.resumeRequested(2)],
      [a.failed(2), a.launched(3)],
    ];
    expect(filesOfRun(a.launched(1), a.failed(1), a.launched(2))).toBeUndefined();
    expect(filesOfRun(...toFirst, ...toThird)).toBe(1);
    expect(filesOfRun(...toFirst, ...toThird, a.started(3))).toBe(3);
    expect(filesOfRun(...toFirst, ...toThird, a.diskDiscarded())).toBeUndefined();
    expect(filesOfRun(...toFirst, ...toThird, a.failed(3), a.diskDiscarded(), a.launched(4))).toBeUndefined();
  });

  test('of an erased user has every disk discarded', () => {
    const erased = after(a.launched(1), a.failed(1), a.launched(2, OTHER_SESSION), a.stopped(2, true, 'user-erased'));
    expect(erased.disks.map(({ discard }) => discard)).toEqual([true, true]);
    expect(erased.diskKeptSince).toBe('');
  });

  test('that fails to stop still has its disk discarded, if that was asked', () => {
    const disks = (discard: boolean) => after(a.launched(1), a.stopRequested(1, discard), a.failed(1)).disks;
    expect(disks(true)).toMatchObject([{ diskId: DISK, discard: true }]);
    expect(disks(false)).toMatchObject([{ diskId: DISK, discard: false }]);
  });

  test('has no more time to stop when it is asked twice', () =>
    expect(after(a.launched(1), a.stopRequested(1), a.stopRequested(1, true))).toMatchObject({
      since: '2026-01-01T00:00:02.000Z',
      asked: { discard: true },
    }));

  test.each([
    ['launching', [a.launched(1)]],
    ['running', [a.launched(1), a.started(1)]],
  ])('is shown as %s while what is so is paused or stopped', (shown, before) => {
    const pausing = [...before, a.pauseRequested(1)];
    expect(after(...pausing)).toMatchObject({ status: 'pausing', phase: 'pausing', shown });
    expect(after(...pausing, a.stopRequested(1))).toMatchObject({ status: 'stopping', shown });
    expect(after(...pausing, a.paused(1))).toMatchObject({ status: 'paused', shown: 'paused' });
  });

  test('tells its story, the newest last, and forgets what is very old', () => {
    const progress = Array.from({ length: 300 }, () => recorded(a.progressed(1, 'pulling'), {}));
    const { timeline } = after(a.launched(1), ...progress, a.failed(1, 'KILLED', 'killed'));
    expect(timeline).toHaveLength(200);
    expect(timeline.at(-1)).toMatchObject({ type: 'SessionFailed', by: 'someone', detail: 'KILLED: killed' });
  });

  test('is not changed by what names another run', () => {
    const state = after(a.launched(1), a.failed(1), a.launched(2));
    const others = [a.started(1), a.paused(1), a.stopped(1), a.failed(1), a.pauseRequested(3), a.progressed(3, 'disk')];
    expect(fold(launch, recordings<LaunchEvent>(...others), state)).toEqual(state);
  });
});

type Move = (state: LaunchState) => Decision<LaunchEvent>;

const context = { commandId: '00000000-0000-4000-8000-000000000009', actor: USER };
const sessionId = fc.constantFrom(SESSION, OTHER_SESSION);
const kind = fc.constantFrom<ObservationKind>('ready', 'exited', 'failed', 'gone', 'overdue');

const status = fc.constantFrom(...(Object.keys(launchStates) as LaunchStatus[]));

const move: fc.Arbitrary<Move> = fc.oneof(
  sessionId.map(
    (session): Move =>
      (state) =>
        launchSession({ ...context, launchId: LAUNCH, projectId: PROJECT, sessionId: session, configuration }, state),
  ),
  fc.constant<Move>((state) => pauseLaunch({ ...context, launchId: LAUNCH }, state)),
  fc.constantFrom('current' as const, undefined).map(
    (how): Move =>
      (state) =>
        resumeLaunch({ ...context, launchId: LAUNCH, configuration: how, session: { configuration } }, state),
  ),
  fc.boolean().map(
    (discard): Move =>
      (state) =>
        stopLaunch({ ...context, launchId: LAUNCH, discard }, state),
  ),
  fc.record({ run: fc.integer({ min: 1, max: 6 }), kind, status }).map(
    ({ run, kind: seen, status: of }): Move =>
      (state) =>
        observed(state, { run, kind: seen, status: of, commits: [], reason: 'KILLED', message: '' } as never),
  ),
);

describe('whatever is asked and observed, in whatever order', () => {
  /** The events, and the state after each. */
  const play = (moves: readonly Move[]): { events: LaunchEvent[]; states: LaunchState[] } => {
    let state: LaunchState;
    const events: LaunchEvent[] = [];
    const states: LaunchState[] = [];
    for (const decide of moves) {
      const decision = decide(state);
      if (isRejection(decision)) continue;
      for (const event of decision) {
        events.push(event);
        state = fold(
          launch,
          recordings<LaunchEvent>(...(events as never[])).slice(-1) as Recorded<LaunchEvent>[],
          state,
        );
        states.push(state);
      }
    }
    return { events, states };
  };

  const moves = fc.array(move, { maxLength: 40 });

  test('runs are numbered 1, 2, 3 …, and one begins only when none lives', () =>
    fc.assert(
      fc.property(moves, (asked) => {
        const { events, states } = play(asked);
        let run = 0;
        events.forEach((event, index) => {
          if (event.type !== 'SessionLaunched' && event.type !== 'SessionResumeRequested') return;
          run += 1;
          expect(event.data.run).toBe(run);
          const before = states[index - 1];
          expect(before !== undefined && isLive(before.status)).toBe(false);
        });
      }),
    ));

  test('the same once more changes nothing, whoever repeats it', () =>
    fc.assert(
      fc.property(moves, move, (asked, last) => {
        const state = play(asked).states.at(-1);
        const decision = last(state);
        if (isRejection(decision) || decision.length === 0) return;
        const then = fold(launch, recordings<LaunchEvent>(...(decision as never[])), state);
        const again = last(then);
        expect(isRejection(again) ? [] : again).toEqual([]);
      }),
    ));

  test('the fold takes any events of the stream, in any order', () => {
    const run = fc.integer({ min: 1, max: 3 });
    const event = fc.oneof(
      ...[
        a.launched,
        a.resumeRequested,
        a.pauseRequested,
        a.stopRequested,
        a.started,
        a.paused,
        a.stopped,
        a.failed,
      ].map((make) => run.map((n): LaunchEvent => (make as (n: number) => LaunchEvent)(n))),
      run.map((n): LaunchEvent => a.progressed(n, 'disk')),
      fc.constant<LaunchEvent>(a.diskDiscarded()),
    );
    fc.assert(
      fc.property(fc.array(event, { maxLength: 30 }), (events) => {
        expect(() => fold(launch, recordings<LaunchEvent>(...(events as never[])))).not.toThrow();
      }),
    );
  });
});
