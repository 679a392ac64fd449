import type { ReactNode } from 'react';
import type { Launch } from '../api/schema.js';
import { Moment } from '../page/moment.js';

interface Props {
  readonly status: Launch['status'];
  /** Nothing is said where it is not known. */
  readonly at: string | undefined;
}

const words: Readonly<Record<Launch['status'], string>> = {
  launching: 'Asked for',
  running: 'Started',
  paused: 'Paused',
  failed: 'Failed',
  inactive: 'Last used by you',
};

/** Since when a session is as it is. */
export const Since = ({ status, at }: Props): ReactNode =>
  at === undefined ? null : (
    <p className="soft small">
      {words[status]} <Moment at={at} />
    </p>
  );
