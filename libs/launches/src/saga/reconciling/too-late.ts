import type { Phase } from '#libs/session-runtime';
import type { Launch } from '../../launch.js';
import type { RunObservation } from '../../launch-states.js';

const waitedFor: Readonly<Partial<Record<Phase, string>>> = {
  scheduling: 'It waited for capacity.',
  disk: 'Its disk was not ready in time.',
  pulling: 'Its image was still being pulled.',
  cloning: 'Its repositories were still being cloned.',
  checking: 'It did not answer.',
};

/** The state's deadline has passed: what that is to the run. Of what rests, it is the end of its retention. */
export const tooLate = ({ run, status, phase, phaseDetail }: Launch): RunObservation =>
  status === 'launching'
    ? {
        run,
        kind: 'overdue',
        status,
        reason: 'START_TIMEOUT',
        message: [(phase && waitedFor[phase]) ?? 'It was not ready in time.', phaseDetail]
          .filter(Boolean)
          .join(' Last seen: '),
      }
    : { run, kind: 'overdue', status, reason: 'NODE_LOST', message: 'It could not be ended in time.' };
