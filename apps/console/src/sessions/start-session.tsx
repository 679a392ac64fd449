import type { ReactNode } from 'react';
import type { Launch, Session } from '../api/views.js';
import { type Action, legalActions } from '../launches/legal-actions.js';
import { LaunchProgress, StatusBadge } from '../launches/status-badge.js';
import { useLaunchCommands } from '../launches/use-launch-commands.js';
import { Alert } from '../page/alert.js';
import { useServices } from '../page/services.js';
import { useKeptFocus } from '../page/use-kept-focus.js';
import { useOpenProject } from '../projects/open-project.js';
import { useSessionCommand } from './use-session-command.js';

interface Props {
  readonly session: Session;
  readonly place: Launch | undefined;
}

const labels: Readonly<Partial<Record<Action, string>>> = {
  launch: 'Start session',
  resume: 'Resume session',
  open: 'Open session',
};

/** "One session in a project should be the default session", which starts with one click. */
export const StartSession = ({ session, place }: Props): ReactNode => {
  const { api } = useServices();
  const { data, store } = useOpenProject();
  const { open } = useLaunchCommands(session, place);
  const own = place?.sessionId === session.sessionId ? place : undefined;
  const command = useSessionCommand(own);
  const keptFocus = useKeptFocus<HTMLElement>();
  const action = legalActions(session, place, data.project).find((candidate) => labels[candidate] !== undefined);
  const start = async (): Promise<void> => {
    await api.send('POST', `/projects/${store.projectId}/launch`);
    await store.refresh(['sessions', 'launches']);
  };
  return (
    <section className="start" aria-label="Default session" {...keptFocus}>
      <div>
        <p className="small soft">Default session</p>
        <p className="start-name">
          {session.name} <StatusBadge status={own?.status ?? session.status ?? 'inactive'} />
        </p>
        <LaunchProgress launch={own} />
        <Alert>{command.problem}</Alert>
      </div>
      {action !== undefined && (
        <button
          type="button"
          className="primary large"
          aria-disabled={command.isRunning}
          onClick={() => void command.run(action === 'open' ? open : start)}
        >
          {labels[action]}
        </button>
      )}
    </section>
  );
};
