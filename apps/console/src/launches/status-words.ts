import type { Launch } from '../api/schema.js';

export const statusWords: Readonly<Record<Launch['status'], string>> = {
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

export const stepInWords = (step: string): string => phaseWords[step] ?? step;

const nameOf = ({ sessionName, projectName }: NonNullable<Launch['queue']>['holders'][number]): string =>
  sessionName === undefined ? 'a session of a project that you left' : `“${sessionName}” in “${projectName ?? '?'}”`;

/** Who has the places of a resource class; of others nobody is told more than how many. */
const holdersInWords = ({ holders, others = 0 }: NonNullable<Launch['queue']>): string =>
  [...holders.map(nameOf), ...(others === 0 ? [] : [`${others} of other people`])].join(', ');

/** How many may run at a time, of one's own or of a class, and which do. */
const queueInWords = (position: number, queue: Launch['queue']): string => {
  const place = `number ${position} in the queue`;
  if (queue === undefined) return place;
  const whose = queue.resourceClass === undefined ? 'of yours' : `of “${queue.resourceClass.name}”`;
  return `${place}; ${queue.limit} ${whose} may run at a time, now ${holdersInWords(queue)}`;
};

/** What a launch is doing, for the person who waits; undefined: nothing beyond its status. */
export const phaseInWords = ({
  phase,
  phaseDetail,
  queuePosition,
  queue,
  status,
}: Pick<Launch, 'phase' | 'phaseDetail' | 'queuePosition' | 'queue' | 'status'>): string | undefined => {
  if (phase === undefined) return status === 'launching' ? 'Getting ready' : undefined;
  const words = stepInWords(phase);
  const detail = queuePosition === undefined ? phaseDetail : queueInWords(queuePosition, queue);
  return detail === undefined ? words : `${words}: ${detail}`;
};

/** How many of the steps are done; 0 where it is not known. */
export const stepsDone = (phase: string | undefined): number =>
  Math.max(
    0,
    launchSteps.findIndex((step) => step === phase),
  );
