import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';

interface Props {
  /** How it is called now. */
  readonly name: string;
  readonly onTake: () => void;
}

export const ChangedMeanwhile = ({ name, onTake }: Props): ReactNode => (
  <div role="alert" className="note warn">
    <p className="break">
      <Trans>
        <strong>It was changed meanwhile,</strong> by somebody else or in another tab, and is called “{name}” now.
        Nothing of yours was saved yet; what you typed is still here. Saved anyway, it replaces only what you changed.
      </Trans>
    </p>
    <button type="button" onClick={onTake}>
      <Trans>Show how it is now</Trans>
    </button>
  </div>
);
