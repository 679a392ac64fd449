import type { V1ResourceRequirements } from '@kubernetes/client-node';

/** A node keeps a tenth for each: most sessions write little beside their disk, and who writes much is evicted. */
const KEPT_SHARE = 10;

/** How much a container may write outside its disk, bytes; nothing is asked where it is 0: not every node measures it. */
export const withEphemeralStorage = (
  { requests, limits }: V1ResourceRequirements,
  bytes = 0,
): V1ResourceRequirements => {
  if (bytes === 0) return { requests, limits };
  const storage = (of: number) => ({ 'ephemeral-storage': String(Math.ceil(of)) });
  return { requests: { ...requests, ...storage(bytes / KEPT_SHARE) }, limits: { ...limits, ...storage(bytes) } };
};
