import type { RecordedLog } from '../recorded-log.js';
import type { Verdict } from '../verdict.js';

/** Every image is good and there is room for all: nothing that is killed is a reason for a session to fail. */
export const lostSessions = (log: RecordedLog): Verdict => {
  const failures = log.events.filter(({ type }) => type === 'SessionFailed');
  return {
    what: 'no session was lost: none failed, whatever was killed',
    problems: failures.map(
      ({ stream, data }) =>
        `run ${String(data['run'])} of ${stream}: ${String(data['reason'])}: ${String(data['message'])}`,
    ),
  };
};
