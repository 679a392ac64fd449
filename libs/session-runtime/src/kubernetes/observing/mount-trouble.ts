import { shortened } from './shortened.js';

/** As the cluster tells it, as far as it is looked at. */
export interface ClusterEvent {
  readonly reason?: string | undefined;
  readonly message?: string | undefined;
  readonly count?: number | undefined;
}

/** Once or twice is usual where a disk moves from one machine to another. */
const OFTEN = 3;

/** Why a pod's disk does not come; undefined where nobody complains, or not for long. */
export const mountTrouble = (events: readonly ClusterEvent[]): string | undefined => {
  const trouble = events.find(
    ({ reason = '', count = 1 }) => ['FailedMount', 'FailedAttachVolume'].includes(reason) && count >= OFTEN,
  );
  if (trouble === undefined) return undefined;
  const { message = '' } = trouble;
  if (/Multi-Attach/i.test(message)) return 'its disk is still held by the machine that had it before';
  return `its disk cannot be attached: ${shortened(message)}`;
};
