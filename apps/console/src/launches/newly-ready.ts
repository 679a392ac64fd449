import type { Launch } from '../api/schema.js';

type Shown = Pick<Launch, 'launchId' | 'status'>;

/** Those that were being launched and are ready. */
export const newlyReady = <One extends Shown>(before: readonly Shown[], now: readonly One[]): readonly One[] =>
  now.filter(
    ({ launchId, status }) =>
      status === 'running' && before.some((one) => one.launchId === launchId && one.status === 'launching'),
  );
