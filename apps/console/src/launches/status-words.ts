import type { MessageDescriptor } from '@lingui/core';
import { msg, t } from '@lingui/core/macro';
import type { Launch } from '../api/schema.js';
import { knownWords } from '../language/known-words.js';

const statusWords: Readonly<Record<Launch['status'], MessageDescriptor>> = {
  inactive: msg`Inactive`,
  launching: msg`Launching`,
  running: msg`Running`,
  paused: msg`Paused`,
  failed: msg`Failed`,
};

export const statusInWords = (status: Launch['status']): string => t(statusWords[status]);

/** The steps of a launch, in the order in which they happen. */
export const launchSteps = ['queued', 'scheduling', 'disk', 'pulling', 'cloning', 'starting', 'checking'] as const;

const phaseWords = knownWords({
  queued: msg`Waiting for its turn`,
  scheduling: msg`Looking for a place to run`,
  disk: msg`Preparing the disk`,
  pulling: msg`Fetching the image`,
  cloning: msg`Cloning the repositories`,
  starting: msg`Starting`,
  checking: msg`Checking that it answers`,
  pausing: msg`Pausing`,
  stopping: msg`Stopping`,
});

export const stepInWords = (step: string): string => phaseWords(step) ?? step;

const nameOf = ({ sessionName, projectName = '?' }: NonNullable<Launch['queue']>['holders'][number]): string =>
  sessionName === undefined
    ? t`a session of a project that you cannot see any more`
    : t`“${sessionName}” in “${projectName}”`;

/** Who has the places of a resource class; of others nobody is told more than how many. */
const holdersInWords = ({ holders, others = 0 }: NonNullable<Launch['queue']>): string =>
  [...holders.map(nameOf), ...(others === 0 ? [] : [t`${others} of other people`])].join(', ');

/** How many may run at a time, of one's own or of a class, and which do. */
const queueInWords = (position: number, queue: Launch['queue']): string => {
  if (queue === undefined) return t`number ${position} in the queue`;
  const { limit, resourceClass } = queue;
  const holders = holdersInWords(queue);
  if (resourceClass === undefined)
    return t`number ${position} in the queue; ${limit} of yours may run at a time, now ${holders}`;
  const { name } = resourceClass;
  return t`number ${position} in the queue; ${limit} of “${name}” may run at a time, now ${holders}`;
};

/** What a launch is doing, for the person who waits; undefined: nothing beyond its status. */
export const phaseInWords = ({
  phase,
  phaseDetail,
  queuePosition,
  queue,
  status,
}: Pick<Launch, 'phase' | 'phaseDetail' | 'queuePosition' | 'queue' | 'status'>): string | undefined => {
  if (phase === undefined) return status === 'launching' ? t`Getting ready` : undefined;
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
