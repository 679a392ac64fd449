import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';

/** For what is there in a moment. */
export const Waiting = (): ReactNode => (
  <p role="status">
    <Trans>Just a moment…</Trans>
  </p>
);
