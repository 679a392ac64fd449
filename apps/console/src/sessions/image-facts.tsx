import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { type ReactNode, useState } from 'react';
import type { Session } from '../api/schema.js';
import { InsideImage } from '../images/image-dialogs.js';
import { useOpenProject } from '../projects/open-project.js';
import { sourceInWords } from './session-words.js';

/** "I want to clearly understand what environment image the session will use, and where it comes from." */
export const ImageFacts = ({ session }: { readonly session: Session }): ReactNode => {
  const { data } = useOpenProject();
  const { reference, digest } = session.environment.image;
  return (
    <dl className="facts">
      <div>
        <dt>
          <Trans>Image</Trans>
        </dt>
        <dd>
          <code className="break">{reference}</code>
          {digest === undefined ? (
            <span className="soft small">
              <Trans>Not pinned to a digest yet</Trans>
            </span>
          ) : (
            <Digest digest={digest} />
          )}
          <InsideImage session={session} />
        </dd>
      </div>
      <div>
        <dt>
          <Trans>From</Trans>
        </dt>
        <dd>{sourceInWords(session, data.repositories)}</dd>
      </div>
    </dl>
  );
};

const Digest = ({ digest }: { readonly digest: string }): ReactNode => {
  const [isCopied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(digest);
      setCopied(true);
      setTimeout(() => setCopied(false), 2000);
    } catch {
      // the browser does not allow it; the whole digest stands in the environment's details
    }
  };
  return (
    <span className="digest small">
      <code title={digest}>{digest.slice(0, 19)}…</code>
      <button type="button" className="quiet small" aria-label={t`Copy the whole digest`} onClick={() => void copy()}>
        {isCopied ? t`Copied` : t`Copy`}
      </button>
    </span>
  );
};
