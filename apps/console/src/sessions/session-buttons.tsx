import { t } from '@lingui/core/macro';
import { type ReactNode, useState } from 'react';
import type { Launch, Session } from '../api/schema.js';
import { ActionButton } from '../launches/action-button.js';
import { leadingActions } from '../launches/leading-actions.js';
import { type Action, legalActions } from '../launches/legal-actions.js';
import { StopDialog } from '../launches/stop-dialog.js';
import { FailureBoundary } from '../page/failure-boundary.js';
import { useServices } from '../page/services.js';
import type { Command } from '../page/use-command.js';
import { useKeptFocus } from '../page/use-kept-focus.js';
import { useOpenProject } from '../projects/open-project.js';
import { ConfigureDialog } from './configure-dialog.js';
import { RemoveDialog } from './remove-dialog.js';
import { useCommandsOfSession } from './use-commands-of-session.js';

interface Props {
  readonly session: Session;
  readonly place: Launch | undefined;
  readonly command: Command;
}

const looks: Readonly<Partial<Record<Action, { readonly className: string }>>> = {
  configure: { className: 'quiet' },
  'make-default': { className: 'quiet' },
  remove: { className: 'quiet danger' },
};

type DialogName = 'stop' | 'configure' | 'remove';

/** Exactly what is legal now. */
export const SessionButtons = ({ session, place, command }: Props): ReactNode => {
  const { data } = useOpenProject();
  const { name } = session;
  const [dialog, setDialog] = useState<DialogName>();
  const act = useActions(session, place, setDialog);
  const actions = legalActions(session, place, data.project);
  const keptFocus = useKeptFocus<HTMLDivElement>();
  return (
    <div className="buttons" role="group" aria-label={t`What can be done with ${name}`} {...keptFocus}>
      {actions.map((action, index) => (
        <ActionButton
          key={action}
          action={action}
          name={name}
          className={looks[action]?.className ?? (index === 0 && leadingActions.has(action) ? 'primary' : undefined)}
          command={command}
          onPress={act[action]}
        />
      ))}
      {/* in the group that keeps the focus: what opened it may be gone when it is closed */}
      <FailureBoundary name={t`This dialog`} subject={dialog}>
        <OpenDialog dialog={dialog} session={session} place={place} onClose={() => setDialog(undefined)} />
      </FailureBoundary>
    </div>
  );
};

const useActions = (
  session: Session,
  place: Launch | undefined,
  show: (dialog: DialogName) => void,
): Readonly<Record<Action, () => Promise<void>>> => {
  const { api } = useServices();
  const { projectId, refresh } = useOpenProject();
  const commands = useCommandsOfSession(session, place);
  const { sessionId } = session;
  const showing = (dialog: DialogName) => (): Promise<void> => Promise.resolve(show(dialog));
  return {
    launch: commands.launch,
    open: commands.open,
    keep: commands.keep,
    pause: commands.pause,
    resume: () => commands.resume(),
    'resume-current': () => commands.resume('current'),
    stop: showing('stop'),
    configure: showing('configure'),
    remove: showing('remove'),
    'update-image': async () => {
      await api.POST('/api/v1/projects/{projectId}/sessions/{sessionId}/image', {
        params: { path: { projectId, sessionId } },
        body: { newest: true },
      });
      await refresh(['sessions']);
    },
    'make-default': async () => {
      await api.PUT('/api/v1/projects/{projectId}/default-session', {
        params: { path: { projectId } },
        body: { sessionId },
      });
      await refresh(['sessions', 'project']);
    },
  };
};

interface DialogProps {
  readonly dialog: DialogName | undefined;
  readonly session: Session;
  readonly place: Launch | undefined;
  readonly onClose: () => void;
}

const OpenDialog = ({ dialog, session, place, onClose }: DialogProps): ReactNode => {
  const commands = useCommandsOfSession(session, place);
  switch (dialog) {
    case 'stop':
      return <StopDialog name={session.name} onStop={commands.stop} onClose={onClose} />;
    case 'configure':
      return <ConfigureDialog session={session} onClose={onClose} />;
    case 'remove':
      return <RemoveDialog session={session} onClose={onClose} />;
    case undefined:
      return null;
  }
};
