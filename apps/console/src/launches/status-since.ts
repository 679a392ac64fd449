import type { Launch } from '../api/schema.js';
import { runsOf } from './runs-of.js';

/** Since when a launch is as it is; undefined where its timeline does not tell any more. */
export const statusSince = ({ status, timeline }: Pick<Launch, 'status' | 'timeline'>): string | undefined => {
  const [run] = runsOf(timeline);
  if (status === 'launching') return run?.askedAt;
  return status === 'running' ? run?.startedAt : run?.endedAt;
};
