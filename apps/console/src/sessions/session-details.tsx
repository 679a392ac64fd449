import type { ReactNode } from 'react';
import type { Session } from '../api/schema.js';
import { shownTime } from '../page/shown-time.js';
import { useCallMember } from '../projects/use-call-member.js';

/** The environment's metadata: who made it, when, what is in it. */
export const SessionDetails = ({ session }: { readonly session: Session }): ReactNode => {
  const call = useCallMember();
  const { environment } = session;
  return (
    <details className="details">
      <summary>
        Environment<span className="hidden"> of {session.name}</span>
      </summary>
      <dl className="facts">
        <div>
          <dt>Name</dt>
          <dd>{environment.name}</dd>
        </div>
        <div>
          <dt>Created</dt>
          <dd>
            {shownTime(environment.createdAt, 'minute')}, by {call(environment.createdBy)}
          </dd>
        </div>
        {environment.keywords.length > 0 && (
          <div>
            <dt>Keywords</dt>
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
            <dt>Digest</dt>
            <dd>
              <code className="break small">{environment.image.digest}</code>
            </dd>
          </div>
        )}
        {session.notices.map(({ code, advice }) => (
          <div key={code}>
            <dt>Note</dt>
            <dd>{advice}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
};
