import { msg, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import { knownWords } from '../language/known-words.js';
import { addresses } from '../page/addresses.js';
import { FailureBoundary } from '../page/failure-boundary.js';
import { PageTitle } from '../page/page-title.js';
import { useServices } from '../page/services.js';
import { EraseMeDialog } from './erase-me-dialog.js';
import { TokensSection } from './tokens-section.js';

const roleWords = knownWords({ admin: msg`admin`, auditor: msg`auditor` });

/** Who one is here, what acts in one's name, and how to be forgotten. */
export const AccountPage = (): ReactNode => (
  <>
    <PageTitle>{t`Account`}</PageTitle>
    <WhoSection />
    <TokensSection />
    <EraseSection />
  </>
);

const WhoSection = (): ReactNode => {
  const { me } = useServices();
  return (
    <section aria-labelledby="who">
      <h2 id="who">
        <Trans>Who you are</Trans>
      </h2>
      <div className="panel">
        <dl className="facts">
          <div>
            <dt>
              <Trans>Name</Trans>
            </dt>
            <dd className="break">{me.displayName}</dd>
          </div>
          <div>
            <dt>
              <Trans>Id</Trans>
            </dt>
            <dd>
              <code className="break">{me.userId}</code>
            </dd>
          </div>
          {me.roles.length > 0 && (
            <div>
              <dt>
                <Trans>Roles</Trans>
              </dt>
              <dd>{me.roles.map((role) => roleWords(role) ?? role).join(', ')}</dd>
            </div>
          )}
        </dl>
        <p className="soft small">
          <Trans>
            Name and address are those of whoever signed you in: change them there. Your tokens for Git hosts are under{' '}
            <Link to={addresses.connections()}>Connections</Link>, what you are told by e-mail under{' '}
            <Link to={addresses.notificationSettings}>Notification settings</Link>.
          </Trans>
        </p>
      </div>
    </section>
  );
};

const EraseSection = (): ReactNode => {
  const [isErasing, setErasing] = useState(false);
  return (
    <section aria-labelledby="erase">
      <h2 id="erase">
        <Trans>Erase me</Trans>
      </h2>
      <p>
        <Trans>Everything that says who you are is forgotten, and what you run ends. Nobody can undo it.</Trans>
      </p>
      <button type="button" className="danger" onClick={() => setErasing(true)}>
        <Trans>Erase me…</Trans>
      </button>
      {isErasing && (
        <FailureBoundary name={t`This dialog`}>
          <EraseMeDialog onClose={() => setErasing(false)} />
        </FailureBoundary>
      )}
    </section>
  );
};
