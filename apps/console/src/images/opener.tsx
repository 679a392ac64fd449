import { t } from '@lingui/core/macro';
import { type ReactNode, useState } from 'react';
import { FailureBoundary } from '../page/failure-boundary.js';

interface Props {
  readonly label: string;
  readonly description: string;
  readonly dialog: (close: () => void) => ReactNode;
}

/** A small button that opens a dialog. */
export const Opener = ({ label, description, dialog }: Props): ReactNode => {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="quiet small" aria-label={description} onClick={() => setOpen(true)}>
        {label}
      </button>
      {isOpen && <FailureBoundary name={t`This dialog`}>{dialog(() => setOpen(false))}</FailureBoundary>}
    </>
  );
};
