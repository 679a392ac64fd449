import { counted } from '../page/counted.js';

/** "In use by 14 sessions"; undefined: not known yet. */
export const useWords = (sessions: number | undefined): string => {
  if (sessions === undefined) return '…';
  if (sessions === 0) return 'Not in use';
  return `In use by ${counted(sessions, 'session')}`;
};

const keeping = (sessions: number | undefined): string => {
  const launchable = 'and can be launched as before.';
  if (sessions === undefined) return `Sessions that have it keep it ${launchable}`;
  if (sessions === 0) return 'No session has it.';
  return sessions === 1
    ? `The session that has it keeps it ${launchable}`
    : `The ${sessions} sessions that have it keep it ${launchable}`;
};

/** What it means to archive an environment that so many sessions have. */
export const archivingWords = (sessions: number | undefined): string =>
  `It is not offered any more, and cannot be changed. ${keeping(sessions)} There is no way back: publish it anew to offer it again.`;
