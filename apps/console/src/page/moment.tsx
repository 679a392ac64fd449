import type { ReactNode } from 'react';
import { agoInWords } from './ago-in-words.js';
import { shownTime } from './shown-time.js';
import { useNow } from './use-now.js';

const MINUTE_MS = 60_000;

/** How long ago something was; the exact time, for whoever points at it. */
export const Moment = ({ at }: { readonly at: string }): ReactNode => (
  <time dateTime={at} title={shownTime(at, 'full')}>
    {agoInWords(at, useNow(MINUTE_MS))}
  </time>
);
