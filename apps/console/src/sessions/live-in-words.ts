import { plural, t } from '@lingui/core/macro';

/** What an auditor is told of a session: how many use it, and not who. */
export const liveInWords = (live: number): string =>
  live === 0 ? t`Nobody runs it` : plural(live, { one: 'Run by # person', other: 'Run by # people' });
