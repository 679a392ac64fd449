import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
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
import { roleInWords } from '../projects/project-words.js';
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
          <h2 id="invitations">
            <Trans>Invitations</Trans>
          </h2>
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
  const { projectName } = invitation;
  const { join, decline } = useAnswers(invitation, onDone);
  const command = useCommand();
  return (
    <li>
      <p className="break">
        <Invited invitation={invitation} />
      </p>
      <span className="buttons" role="group" aria-label={t`The invitation to ${projectName}`}>
        <button
          type="button"
          className="primary"
          aria-label={t`Join ${projectName}`}
          onClick={() => void command.run(join)}
        >
          <Trans>Join</Trans>
        </button>
        <button type="button" aria-label={t`Decline: ${projectName}`} onClick={() => void command.run(decline)}>
          <Trans>Decline</Trans>
        </button>
      </span>
      <Alert>{command.problem}</Alert>
    </li>
  );
};

const Invited = ({ invitation }: Pick<RowProps, 'invitation'>): ReactNode => {
  const { projectName, invitedBy } = invitation;
  const role = roleInWords(invitation.role);
  return invitedBy === undefined ? (
    <Trans>
      You are invited to <strong>{projectName}</strong> as {role}.
    </Trans>
  ) : (
    <Trans>
      You are invited to <strong>{projectName}</strong> by {invitedBy} as {role}.
    </Trans>
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
