import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Invitation } from '../api/schema.js';
import { CommandButton } from '../page/command-button.js';
import { CopyButton } from '../page/copy-button.js';
import { Failed } from '../page/failed.js';
import { notificationSettings } from '../page/notification-settings.js';
import { useServices } from '../page/services.js';
import { shownTime } from '../page/shown-time.js';
import { useKeptFocus } from '../page/use-kept-focus.js';
import { useOpenProject } from './open-project.js';
import { projectQueries } from './project-queries.js';
import { roleInWords } from './project-words.js';

/** Who was invited and has not answered: for owners. */
export const InvitationsSection = (): ReactNode => {
  const { api } = useServices();
  const { projectId, refresh } = useOpenProject();
  const invitations = useQuery(projectQueries(api, projectId).invitations);
  const keptFocus = useKeptFocus<HTMLElement>();
  const withdraw = async ({ invitationId }: Invitation): Promise<void> => {
    const params = { path: { projectId, invitationId } };
    await api.DELETE('/api/v1/projects/{projectId}/invitations/{invitationId}', { params });
    await refresh(['members']);
  };
  const open = invitations.data ?? [];
  return (
    <section aria-labelledby="invited" {...keptFocus}>
      <h2 id="invited">
        <Trans>Invited</Trans>
      </h2>
      <Failed of={[invitations]} />
      {open.length === 0 ? (
        <p className="soft">
          <Trans>
            No invitation is open. Somebody who never signed in here is invited by their e-mail address, in the form
            above.
          </Trans>
        </p>
      ) : (
        <>
          <HowTheyLearn />
          <ul className="rows" aria-labelledby="invited">
            {open.map((invitation) => (
              <Row key={invitation.invitationId} invitation={invitation} onWithdraw={() => withdraw(invitation)} />
            ))}
          </ul>
        </>
      )}
    </section>
  );
};

/** Nothing until it is known. Whether somebody was told by e-mail nobody is told: it would say who has an address. */
const HowTheyLearn = (): ReactNode => {
  const { api } = useServices();
  const { data: settings } = useQuery(notificationSettings(api));
  const { origin } = location;
  if (settings === undefined) return null;
  return (
    <p className="soft break">
      {settings.email.available ? (
        <Trans>
          Where an e-mail reaches them, it asks them to sign in at {origin} with this address; you can tell them
          yourself as well. The invitation waits for them there.
        </Trans>
      ) : (
        <Trans>
          No e-mail is sent: tell them to sign in at {origin} with this address. The invitation waits for them there.
        </Trans>
      )}
    </p>
  );
};

interface RowProps {
  readonly invitation: Invitation;
  readonly onWithdraw: () => Promise<void>;
}

const Row = ({ invitation, onWithdraw }: RowProps): ReactNode => {
  const { name } = useOpenProject().data.project;
  const { email, expiresAt } = invitation;
  const { origin } = location;
  const role = roleInWords(invitation.role);
  const until = shownTime(expiresAt, 'day');
  const isKnown = email !== undefined;
  return (
    <li>
      <span className="break">
        {email ?? t`An address that was forgotten: nobody can accept it`} <span className="tag">{role}</span>{' '}
        <span className="soft small">
          <Trans>until {until}</Trans>
        </span>
      </span>
      <div
        className="buttons"
        role="group"
        aria-label={isKnown ? t`The invitation of ${email}` : t`The invitation of a forgotten address`}
      >
        {isKnown && (
          <CopyButton
            text={t`You are invited to “${name}” as ${role}. Sign in at ${origin} with ${email}: the invitation waits for you there until ${until}.`}
            what={t`what to tell ${email}`}
          />
        )}
        <CommandButton
          words={t`Withdraw`}
          label={isKnown ? t`Withdraw the invitation of ${email}` : t`Withdraw the invitation of a forgotten address`}
          className="quiet danger"
          onPress={onWithdraw}
        />
      </div>
    </li>
  );
};
