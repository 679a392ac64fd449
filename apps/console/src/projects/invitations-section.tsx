import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Invitation } from '../api/schema.js';
import { Alert } from '../page/alert.js';
import { CopyButton } from '../page/copy-button.js';
import { Failed } from '../page/failed.js';
import { useServices } from '../page/services.js';
import { shownTime } from '../page/shown-time.js';
import { useCommand } from '../page/use-command.js';
import { useKeptFocus } from '../page/use-kept-focus.js';
import { useOpenProject } from './open-project.js';
import { projectQueries } from './project-queries.js';

/** Who was invited and has not answered: for owners. */
export const InvitationsSection = (): ReactNode => {
  const { api } = useServices();
  const { projectId, refresh } = useOpenProject();
  const invitations = useQuery(projectQueries(api, projectId).invitations);
  const command = useCommand();
  const keptFocus = useKeptFocus<HTMLElement>();
  const withdraw = async ({ invitationId }: Invitation): Promise<void> => {
    const params = { path: { projectId, invitationId } };
    await api.DELETE('/api/v1/projects/{projectId}/invitations/{invitationId}', { params });
    await refresh(['members']);
  };
  const open = invitations.data ?? [];
  return (
    <section aria-labelledby="invited" {...keptFocus}>
      <h2 id="invited">Invited</h2>
      <Failed of={[invitations]} />
      <Alert>{command.problem}</Alert>
      {open.length === 0 ? (
        <p className="soft">
          No invitation is open. Somebody who never signed in here is invited by their e-mail address, in the form
          above.
        </p>
      ) : (
        <>
          <p className="soft break">
            No e-mail is sent: tell them to sign in at {location.origin} with this address. The invitation waits for
            them there.
          </p>
          <ul className="rows" aria-labelledby="invited">
            {open.map((invitation) => (
              <Row
                key={invitation.invitationId}
                invitation={invitation}
                onWithdraw={() => void command.run(() => withdraw(invitation))}
              />
            ))}
          </ul>
        </>
      )}
    </section>
  );
};

interface RowProps {
  readonly invitation: Invitation;
  readonly onWithdraw: () => void;
}

const Row = ({ invitation, onWithdraw }: RowProps): ReactNode => {
  const { name } = useOpenProject().data.project;
  const { email, role, expiresAt } = invitation;
  const until = shownTime(expiresAt, 'day');
  const message = `You are invited to “${name}” as ${role}. Sign in at ${location.origin} with ${email}: the invitation waits for you there until ${until}.`;
  return (
    <li>
      <span className="break">
        {email ?? 'An address that was forgotten: nobody can accept it'} <span className="tag">{role}</span>{' '}
        <span className="soft small">until {until}</span>
      </span>
      <span className="buttons" role="group" aria-label={`The invitation of ${email ?? 'a forgotten address'}`}>
        {email !== undefined && <CopyButton text={message} what={`what to tell ${email}`} />}
        <button
          type="button"
          className="quiet danger"
          aria-label={`Withdraw the invitation of ${email ?? 'a forgotten address'}`}
          onClick={onWithdraw}
        >
          Withdraw
        </button>
      </span>
    </li>
  );
};
