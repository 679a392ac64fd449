import { Trans } from '@lingui/react/macro';
import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { problemWords } from '../api/problem.js';
import { tryFailedAgain } from './try-failed-again.js';
import { useKeptFocus } from './use-kept-focus.js';

/** Of a query: why it failed for good, or why it has to be tried again. */
export interface Asked {
  readonly error: unknown;
  readonly failureReason: unknown;
}

/** Says why something cannot be read, or may be old, and offers to try it again at once. Nothing where all was read. */
export const Failed = ({ of }: { readonly of: readonly Asked[] }): ReactNode => {
  const client = useQueryClient();
  // it goes while it is tried again, under the finger of whoever pressed it
  const keptFocus = useKeptFocus<HTMLDivElement>();
  const [reason] = of.map(({ error, failureReason }) => error ?? failureReason).filter((why) => why !== null);
  return (
    <div {...keptFocus}>
      {reason !== undefined && (
        <div role="alert" className="alert">
          <p>{problemWords(reason)}</p>
          <button type="button" onClick={() => void tryFailedAgain(client)}>
            <Trans>Try again</Trans>
          </button>
        </div>
      )}
    </div>
  );
};
