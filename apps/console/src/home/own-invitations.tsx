import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { answerOf } from '../api/answer-of.js';
import type { OwnInvitation } from '../api/schema.js';
import { addresses } from '../page/addresses.js';
import { Alert } from '../page/alert.js';
import { useServices } from '../page/services.js';
import { useCommand } from '../page/use-command.js';
import { useKeptFocus } from '../page/use-kept-focus.js';
import { askedAgain } from './asked-again.js';

interface Props {
  readonly onDone: () => Promise<void>;
}

/** Projects that one is invited to; nothing where there are none, or it is not known. */
export const OwnInvitations = ({ onDone }: Props): ReactNode => {
  const { api } = useServices();
  const { data: invitations = [] } = useQuery({
    queryKey: ['home', 'invitations'],
    queryFn: () => answerOf(api.GET('/api/v1/me/invitations')),
    ...askedAgain,
  });
  const keptFocus = useKeptFocus<HTMLDivElement>();
  return (
    <div {...keptFocus}>
      {invitations.length > 0 && (
        <section aria-labelledby="invitations">
          <h2 id="invitations">Invitations</h2>
          <ul className="rows" aria-labelledby="invitations">
            {invitations.map((invitation) => (
              <Row key={invitation.invitationId} invitation={invitation} onDone={onDone} />
            ))}
          </ul>
        </section>
      )}
    </div>
  );
};

interface RowProps extends Pick<Props, 'onDone'> {
  readonly invitation: OwnInvitation;
}

const Row = ({ invitation, onDone }: RowProps): ReactNode => {
  const { projectName, role, invitedBy } = invitation;
  const { join, decline } = useAnswers(invitation, onDone);
  const command = useCommand();
  return (
    <li>
      <p className="break">
        You are invited to <strong>{projectName}</strong>
        {invitedBy !== undefined && ` by ${invitedBy}`} as {role}.
      </p>
      <span className="buttons" role="group" aria-label={`The invitation to ${projectName}`}>
        <button
          type="button"
          className="primary"
          aria-label={`Join ${projectName}`}
          onClick={() => void command.run(join)}
        >
          Join
        </button>
        <button type="button" aria-label={`Decline: ${projectName}`} onClick={() => void command.run(decline)}>
          Decline
        </button>
      </span>
      <Alert>{command.problem}</Alert>
    </li>
  );
};

const useAnswers = ({ projectId, invitationId }: OwnInvitation, onDone: Props['onDone']) => {
  const { api } = useServices();
  const goTo = useNavigate();
  const params = { path: { projectId, invitationId } };
  return {
    join: async (): Promise<void> => {
      await api.POST('/api/v1/projects/{projectId}/invitations/{invitationId}/accept', { params });
      void onDone();
      void goTo(addresses.project(projectId));
    },
    decline: async (): Promise<void> => {
      await api.POST('/api/v1/projects/{projectId}/invitations/{invitationId}/decline', { params });
      await onDone();
    },
  };
};
