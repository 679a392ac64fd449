import type { Policy } from '#libs/event-sourcing';
import type { LaunchEvent } from '#libs/launches';
import type { Notice } from '../notifications.events.js';

type PauseAnnounced = Extract<LaunchEvent, { type: 'SessionPauseAnnounced' }>;

type MovedOn = Extract<
  LaunchEvent,
  {
    type:
      | 'SessionLaunched'
      | 'SessionResumeRequested'
      | 'DiskDiscarded'
      | 'SessionPauseCalledOff'
      | 'SessionPaused'
      | 'SessionStopped'
      | 'SessionFailed';
  }
>;

/** What is not going to happen any more, or has happened. */
const outOfDate: Readonly<Record<MovedOn['type'], Notice['kind']>> = {
  SessionLaunched: 'disk-due',
  SessionResumeRequested: 'disk-due',
  DiskDiscarded: 'disk-due',
  SessionPauseCalledOff: 'pause-due',
  SessionPaused: 'pause-due',
  SessionStopped: 'pause-due',
  SessionFailed: 'pause-due',
};

const told = ({ userId, projectId, sessionId, launchId, run, reason, pausesAt }: PauseAnnounced['data']) => {
  const notice = { kind: 'pause-due', projectId, sessionId, launchId, run, reason, pausesAt } as const;
  return { name: 'notify', key: 'notify', data: { userId, notice } };
};

/** Nothing was told of a place that nobody had before, and these come by the hundred. */
const isFirst = ({ type, data }: MovedOn): boolean => type === 'SessionLaunched' && data.run === 1;

/**
 * Rule 10: whose session is going to be paused by itself is told before. And an inbox says what is so: a session that is used is not
 * paused, files that are in use again are not deleted. Both in one policy, so that they cannot overtake each other.
 */
export const whenLaunchMovesOnThenTell: Policy<PauseAnnounced | MovedOn> = {
  name: 'when-launch-moves-on-then-tell',
  on: ['SessionPauseAnnounced', ...(Object.keys(outOfDate) as MovedOn['type'][])],
  then: (event) => {
    if (event.type === 'SessionPauseAnnounced') return Promise.resolve([told(event.data)]);
    if (isFirst(event)) return Promise.resolve([]);
    const { userId, sessionId } = event.data;
    const data = { userId, kind: outOfDate[event.type], sessionId };
    return Promise.resolve([{ name: 'withdraw', key: 'withdraw', data }]);
  },
};
