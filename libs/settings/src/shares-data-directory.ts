import type { Settings } from './settings.js';

/** Whether the processes of an installation share a `DATA_DIR`: who names stores and the secret of sessions by settings has them apart. */
export const sharesDataDirectory = ({
  MONGODB_URL,
  SESSION_ACCESS_SECRET,
}: Pick<Settings, 'MONGODB_URL' | 'SESSION_ACCESS_SECRET'>): boolean =>
  MONGODB_URL === undefined || SESSION_ACCESS_SECRET === undefined;
