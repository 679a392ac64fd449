import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { useKeptFocus } from '../page/use-kept-focus.js';
import type { Connection } from './live-connection.js';

interface Props {
  readonly connection: Connection;
  readonly onTryNow: () => void;
}

/** Says honestly when the page does not follow the project. */
export const ConnectionBanner = ({ connection, onTryNow }: Props): ReactNode => (
  <div role="status" aria-live="polite" {...useKeptFocus<HTMLDivElement>()}>
    {connection === 'lost' && (
      <p className="banner">
        <span>
          <Trans>
            <strong>Connection lost.</strong> What you see may be out of date. It is tried again by itself, and nothing
            will be missed.
          </Trans>
        </span>
        <button type="button" onClick={onTryNow}>
          <Trans>Try now</Trans>
        </button>
      </p>
    )}
  </div>
);
