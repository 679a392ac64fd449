import type { MessageDescriptor } from '@lingui/core';
import { msg, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import type { Launch, Session } from '../api/schema.js';
import { type Action, legalActions, mayLaunch } from '../launches/legal-actions.js';
import { LaunchProgress } from '../launches/status-badge.js';
import { Alert } from '../page/alert.js';
import { useServices } from '../page/services.js';
import { useKeptFocus } from '../page/use-kept-focus.js';
import { useOpenProject } from '../projects/open-project.js';
import { Occupied } from './occupied.js';
import { SessionStatus } from './session-status.js';
import { useCommandsOfSession } from './use-commands-of-session.js';
import { useSessionCommand } from './use-session-command.js';

interface Props {
  readonly session: Session;
  readonly place: Launch | undefined;
}

const labels: Readonly<Partial<Record<Action, MessageDescriptor>>> = {
  launch: msg`Launch`,
  resume: msg`Resume`,
  open: msg`Open`,
};

/** "One session in a project should be the default session", which starts with one click. */
export const StartSession = ({ session, place }: Props): ReactNode => {
  const { api } = useServices();
  const { projectId, data, refresh } = useOpenProject();
  const { open } = useCommandsOfSession(session, place);
  const own = place?.sessionId === session.sessionId ? place : undefined;
  const command = useSessionCommand(own);
  const keptFocus = useKeptFocus<HTMLElement>();
  const action = legalActions(session, place, data.project).find((candidate) => labels[candidate] !== undefined);
  const word = action === undefined ? undefined : labels[action];
  const start = async (): Promise<void> => {
    await api.POST('/api/v1/projects/{projectId}/launch', { params: { path: { projectId } } });
    await refresh(['sessions', 'launches']);
  };
  if (!mayLaunch(data.project)) return null;
  return (
    <section className="start" aria-label={t`Default session`} {...keptFocus}>
      <div>
        <p className="small soft">
          <Trans>Default session</Trans>
        </p>
        <p className="start-name">
          {session.name} <SessionStatus session={session} own={own} />
        </p>
        <LaunchProgress launch={own} />
        <Occupied session={session} place={place} />
        <Alert>{command.problem}</Alert>
      </div>
      {word !== undefined && (
        <button
          type="button"
          className="primary large"
          aria-disabled={command.isRunning}
          onClick={() => void command.run(action === 'open' ? open : start)}
        >
          {t(word)}
        </button>
      )}
    </section>
  );
};
