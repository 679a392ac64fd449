import { plural, t } from '@lingui/core/macro';
import type { Launch } from '../api/schema.js';

/** How many of one's places are taken, where that limit is told: to whom something waits for it. */
export const placesInWords = (launches: readonly Pick<Launch, 'queue'>[]): string | undefined => {
  const waiting = launches.filter(({ queue }) => queue !== undefined && queue.resourceClass === undefined);
  const [queue] = waiting.map((launch) => launch.queue);
  if (queue === undefined) return undefined;
  const { holders, limit } = queue;
  const [used, count] = [holders.length, waiting.length];
  return t`${used} of ${limit} places used, ${plural(count, { one: '# waits', other: '# wait' })}`;
};
