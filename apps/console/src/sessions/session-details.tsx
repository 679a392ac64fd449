import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import type { Session } from '../api/schema.js';
import { shownTime } from '../page/shown-time.js';
import { useCallMember } from '../projects/use-call-member.js';

/** The environment's metadata: who made it, when, what is in it. */
export const SessionDetails = ({ session }: { readonly session: Session }): ReactNode => {
  const call = useCallMember();
  const { name, environment } = session;
  const [createdAt, creator] = [shownTime(environment.createdAt, 'minute'), call(environment.createdBy)];
  return (
    <details className="details">
      <summary>
        <Trans>
          Environment<span className="hidden"> of {name}</span>
        </Trans>
      </summary>
      <dl className="facts">
        <div>
          <dt>
            <Trans>Name</Trans>
          </dt>
          <dd>{environment.name}</dd>
        </div>
        <div>
          <dt>
            <Trans>Created</Trans>
          </dt>
          <dd>
            <Trans>
              {createdAt}, by {creator}
            </Trans>
          </dd>
        </div>
        {environment.keywords.length > 0 && (
          <div>
            <dt>
              <Trans>Keywords</Trans>
            </dt>
            <dd className="tags">
              {environment.keywords.map((keyword) => (
                <span key={keyword} className="tag">
                  {keyword}
                </span>
              ))}
            </dd>
          </div>
        )}
        {environment.image.digest !== undefined && (
          <div>
            <dt>
              <Trans>Digest</Trans>
            </dt>
            <dd>
              <code className="break small">{environment.image.digest}</code>
            </dd>
          </div>
        )}
        {session.notices.map(({ code, advice }) => (
          <div key={code}>
            <dt>
              <Trans>Note</Trans>
            </dt>
            <dd>{advice}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
};
