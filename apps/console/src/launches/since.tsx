import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import type { Launch } from '../api/schema.js';
import { Moment } from '../page/moment.js';

interface Props {
  readonly status: Launch['status'];
  /** Nothing is said where it is not known. */
  readonly at: string | undefined;
}

const words: Readonly<Record<Launch['status'], (moment: ReactNode) => ReactNode>> = {
  launching: (moment) => <Trans>Asked for {moment}</Trans>,
  running: (moment) => <Trans>Started {moment}</Trans>,
  paused: (moment) => <Trans>Paused {moment}</Trans>,
  failed: (moment) => <Trans>Failed {moment}</Trans>,
  inactive: (moment) => <Trans>Last used by you {moment}</Trans>,
};

/** Since when a session is as it is. */
export const Since = ({ status, at }: Props): ReactNode =>
  at === undefined ? null : <p className="soft small">{words[status](<Moment at={at} />)}</p>;
