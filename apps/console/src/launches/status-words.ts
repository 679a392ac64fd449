import type { Launch, Status } from '../api/views.js';

export const statusWords: Readonly<Record<Status, string>> = {
  inactive: 'Inactive',
  launching: 'Launching',
  running: 'Running',
  paused: 'Paused',
  failed: 'Failed',
};

/** The steps of a launch, in the order in which they happen. */
export const launchSteps = ['queued', 'scheduling', 'disk', 'pulling', 'cloning', 'starting', 'checking'] as const;

const phaseWords: Readonly<Record<string, string>> = {
  queued: 'Waiting for its turn',
  scheduling: 'Looking for a place to run',
  disk: 'Preparing the disk',
  pulling: 'Fetching the image',
  cloning: 'Cloning the repositories',
  starting: 'Starting',
  checking: 'Checking that it answers',
  pausing: 'Pausing',
  stopping: 'Stopping',
};

/** What a launch is doing, for the person who waits; undefined: nothing beyond its status. */
export const phaseInWords = ({
  phase,
  phaseDetail,
  queuePosition,
  status,
}: Pick<Launch, 'phase' | 'phaseDetail' | 'queuePosition' | 'status'>): string | undefined => {
  if (phase === undefined) return status === 'launching' ? 'Getting ready' : undefined;
  const words = phaseWords[phase] ?? phase;
  const detail = queuePosition === undefined ? phaseDetail : `number ${queuePosition} in the queue`;
  return detail === undefined ? words : `${words}: ${detail}`;
};

/** How many of the steps are done; 0 where it is not known. */
export const stepsDone = (phase: string | undefined): number =>
  Math.max(
    0,
    launchSteps.findIndex((step) => step === phase),
  );
