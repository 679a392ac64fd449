import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import type { Launch } from '../api/schema.js';
import { shownTime } from '../page/shown-time.js';

export const AnnouncedPause = ({
  pause: { reason, pausesAt },
}: {
  readonly pause: NonNullable<Launch['announcedPause']>;
}): ReactNode => {
  const time = shownTime(pausesAt, 'minute');
  return (
    <p className="note warn">
      {reason === 'idle' ? (
        <Trans>
          Nobody uses it: it will be paused at <time dateTime={pausesAt}>{time}</time>, with its files kept, unless it
          is used before.
        </Trans>
      ) : (
        <Trans>
          It has run for as long as a session may: it will be paused at <time dateTime={pausesAt}>{time}</time>, with
          its files kept.
        </Trans>
      )}
    </p>
  );
};
