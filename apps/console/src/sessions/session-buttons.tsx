import { type ReactNode, useState } from 'react';
import type { Launch, Session } from '../api/views.js';
import { type Action, legalActions } from '../launches/legal-actions.js';
import { StopDialog } from '../launches/stop-dialog.js';
import { useLaunchCommands } from '../launches/use-launch-commands.js';
import { FailureBoundary } from '../page/failure-boundary.js';
import { useServices } from '../page/services.js';
import type { Command } from '../page/use-command.js';
import { useKeptFocus } from '../page/use-kept-focus.js';
import { useOpenProject } from '../projects/open-project.js';
import { ConfigureDialog } from './configure-dialog.js';
import { RemoveDialog } from './remove-dialog.js';

interface Props {
  readonly session: Session;
  readonly place: Launch | undefined;
  readonly command: Command;
}

const labels: Readonly<Record<Action, string>> = {
  launch: 'Launch',
  open: 'Open',
  pause: 'Pause',
  resume: 'Resume',
  'resume-current': 'Resume with the new configuration',
  stop: 'Stop',
  'update-image': 'Take the newer image',
  configure: 'Configure',
  'make-default': 'Make default',
  remove: 'Remove',
};

const looks: Readonly<Partial<Record<Action, string>>> = {
  configure: 'quiet',
  'make-default': 'quiet',
  remove: 'quiet danger',
};

/** Of what stands first. */
const leading: Readonly<Partial<Record<Action, string>>> = { launch: 'primary', open: 'primary', resume: 'primary' };

type DialogName = 'stop' | 'configure' | 'remove';

/** Exactly what is legal now. */
export const SessionButtons = ({ session, place, command }: Props): ReactNode => {
  const { data } = useOpenProject();
  const [dialog, setDialog] = useState<DialogName>();
  const act = useActions(session, place, setDialog);
  const actions = legalActions(session, place, data.project);
  const keptFocus = useKeptFocus<HTMLDivElement>();
  return (
    <>
      <div className="buttons" role="group" aria-label={`What can be done with ${session.name}`} {...keptFocus}>
        {actions.map((action, index) => (
          <button
            key={action}
            type="button"
            className={index === 0 ? (looks[action] ?? leading[action]) : looks[action]}
            aria-label={`${labels[action]}: ${session.name}`}
            aria-disabled={command.isRunning}
            onClick={() => void command.run(act[action])}
          >
            {labels[action]}
          </button>
        ))}
      </div>
      <FailureBoundary name="This dialog" subject={dialog}>
        <OpenDialog dialog={dialog} session={session} place={place} onClose={() => setDialog(undefined)} />
      </FailureBoundary>
    </>
  );
};

const useActions = (
  session: Session,
  place: Launch | undefined,
  show: (dialog: DialogName) => void,
): Readonly<Record<Action, () => Promise<void>>> => {
  const { api } = useServices();
  const { store } = useOpenProject();
  const commands = useLaunchCommands(session, place);
  const ofProject = `/projects/${store.projectId}`;
  const showing = (dialog: DialogName) => (): Promise<void> => Promise.resolve(show(dialog));
  return {
    launch: commands.launch,
    open: commands.open,
    pause: commands.pause,
    resume: () => commands.resume(),
    'resume-current': () => commands.resume('current'),
    stop: showing('stop'),
    configure: showing('configure'),
    remove: showing('remove'),
    'update-image': async () => {
      await api.send('POST', `${ofProject}/sessions/${session.sessionId}/image`, { body: { newest: true } });
      await store.refresh(['sessions']);
    },
    'make-default': async () => {
      await api.send('PUT', `${ofProject}/default-session`, { body: { sessionId: session.sessionId } });
      await store.refresh(['sessions', 'project']);
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
  const commands = useLaunchCommands(session, place);
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
