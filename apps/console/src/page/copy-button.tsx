import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { type ReactNode, useState } from 'react';

interface Props {
  readonly text: string;
  /** What it is, for a button's name. */
  readonly what: string;
}

/** Where the browser does not allow it, it says so: what is copied stands beside it, and can be selected. */
export const CopyButton = ({ text, what }: Props): ReactNode => {
  const [said, setSaid] = useState('');
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setSaid(t`Copied`);
    } catch {
      setSaid(t`Select it, and press Ctrl-C`);
    }
  };
  return (
    <>
      <button type="button" aria-label={t`Copy: ${what}`} onClick={() => void copy()}>
        <Trans>Copy</Trans>
      </button>
      <span role="status" className="soft small">
        {said}
      </span>
    </>
  );
};
