import type { Launch } from '../api/schema.js';
import { counted } from '../page/counted.js';

/** How many of one's places are taken, where that limit is told: to whom something waits for it. */
export const placesInWords = (launches: readonly Pick<Launch, 'queue'>[]): string | undefined => {
  const waiting = launches.filter(({ queue }) => queue !== undefined && queue.resourceClass === undefined);
  const [queue] = waiting.map((launch) => launch.queue);
  if (queue === undefined) return undefined;
  return `${queue.holders.length} of ${queue.limit} places used, ${counted(waiting.length, 'waits', 'wait')}`;
};
