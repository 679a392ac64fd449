import { stat } from 'node:fs/promises';

/** Whether there is something at that path that can be looked at. */
export const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );
