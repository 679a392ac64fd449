import type { ReactNode } from 'react';
import type { Launch } from '../api/schema.js';
import { shownTime } from '../page/shown-time.js';

const pauseWords = {
  idle: 'Nobody uses it: it will be paused',
  'max-lifetime': 'It has run for as long as a session may: it will be paused',
} as const;

export const AnnouncedPause = ({ pause }: { readonly pause: NonNullable<Launch['announcedPause']> }): ReactNode => (
  <p className="note warn">
    {pauseWords[pause.reason]} at <time dateTime={pause.pausesAt}>{shownTime(pause.pausesAt, 'minute')}</time>, with its
    files kept{pause.reason === 'idle' ? ', unless it is used before' : ''}.
  </p>
);
