import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import { addresses } from '../page/addresses.js';
import { FailureBoundary } from '../page/failure-boundary.js';
import { PageTitle } from '../page/page-title.js';
import { useServices } from '../page/services.js';
import { EraseMeDialog } from './erase-me-dialog.js';
import { TokensSection } from './tokens-section.js';

/** Who one is here, what acts in one's name, and how to be forgotten. */
export const AccountPage = (): ReactNode => (
  <>
    <PageTitle>Account</PageTitle>
    <WhoSection />
    <TokensSection />
    <EraseSection />
  </>
);

const WhoSection = (): ReactNode => {
  const { me } = useServices();
  return (
    <section aria-labelledby="who">
      <h2 id="who">Who you are</h2>
      <div className="panel">
        <dl className="facts">
          <div>
            <dt>Name</dt>
            <dd className="break">{me.displayName}</dd>
          </div>
          <div>
            <dt>Id</dt>
            <dd>
              <code className="break">{me.userId}</code>
            </dd>
          </div>
          {me.roles.length > 0 && (
            <div>
              <dt>Roles</dt>
              <dd>{me.roles.join(', ')}</dd>
            </div>
          )}
        </dl>
        <p className="soft small">
          Name and address are those of whoever signed you in: change them there. Your tokens for Git hosts are under{' '}
          <Link to={addresses.connections()}>Connections</Link>, what you are told by e-mail under{' '}
          <Link to={addresses.notificationSettings}>Notification settings</Link>.
        </p>
      </div>
    </section>
  );
};

const EraseSection = (): ReactNode => {
  const [isErasing, setErasing] = useState(false);
  return (
    <section aria-labelledby="erase">
      <h2 id="erase">Erase me</h2>
      <p>Everything that says who you are is forgotten, and what you run ends. Nobody can undo it.</p>
      <button type="button" className="danger" onClick={() => setErasing(true)}>
        Erase me…
      </button>
      {isErasing && (
        <FailureBoundary name="This dialog">
          <EraseMeDialog onClose={() => setErasing(false)} />
        </FailureBoundary>
      )}
    </section>
  );
};
