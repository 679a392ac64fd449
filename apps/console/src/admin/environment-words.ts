import { plural, t } from '@lingui/core/macro';

/** "In use by 14 sessions"; undefined: not known yet. */
export const useWords = (sessions: number | undefined): string => {
  if (sessions === undefined) return '…';
  if (sessions === 0) return t`Not in use`;
  return plural(sessions, { one: 'In use by # session', other: 'In use by # sessions' });
};

const keeping = (sessions: number | undefined): string => {
  if (sessions === undefined) return t`Sessions that have it keep it and can be launched as before.`;
  if (sessions === 0) return t`No session has it.`;
  return plural(sessions, {
    one: 'The session that has it keeps it and can be launched as before.',
    other: 'The # sessions that have it keep it and can be launched as before.',
  });
};

/** What it means to archive an environment that so many sessions have. */
export const archivingWords = (sessions: number | undefined): string =>
  [
    t`It is not offered any more, and cannot be changed.`,
    keeping(sessions),
    t`There is no way back: publish it anew to offer it again.`,
  ].join(' ');
