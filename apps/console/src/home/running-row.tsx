import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import type { Launch } from '../api/schema.js';
import { ActionButton } from '../launches/action-button.js';
import { AnnouncedPause } from '../launches/announced-pause.js';
import { leadingActions } from '../launches/leading-actions.js';
import { type Action, runActions } from '../launches/legal-actions.js';
import { Since } from '../launches/since.js';
import { LaunchProgress, StatusBadge } from '../launches/status-badge.js';
import { statusSince } from '../launches/status-since.js';
import { StopDialog } from '../launches/stop-dialog.js';
import { useLaunchCommands } from '../launches/use-launch-commands.js';
import { addresses } from '../page/addresses.js';
import { Alert } from '../page/alert.js';
import { useCommand } from '../page/use-command.js';
import { useKeptFocus } from '../page/use-kept-focus.js';
import { launchName } from './launch-name.js';

interface Props {
  readonly launch: Launch;
  readonly onDone: () => Promise<void>;
}

/** A launch of one's own, with what can be done with it now. */
export const RunningRow = ({ launch, onDone }: Props): ReactNode => (
  <li className="running-row">
    <div>
      <p className="break">
        <StatusBadge status={launch.status} /> <Whose launch={launch} />
      </p>
      <Since status={launch.status} at={statusSince(launch)} />
      <LaunchProgress launch={launch} />
      {launch.announcedPause !== undefined && <AnnouncedPause pause={launch.announcedPause} />}
      {launch.status === 'failed' && <p className="small break">{launch.reason?.message}</p>}
    </div>
    <Buttons launch={launch} onDone={onDone} />
  </li>
);

const Whose = ({ launch }: Pick<Props, 'launch'>): ReactNode => {
  const { projectId, sessionId, projectName, sessionName } = launch;
  const name = <strong>{launchName(launch)}</strong>;
  const session = sessionName === undefined ? name : <Link to={addresses.session(projectId, sessionId)}>{name}</Link>;
  if (projectName === undefined) return session;
  const project = <Link to={addresses.project(projectId)}>{projectName}</Link>;
  return (
    <Trans>
      {session} in {project}
    </Trans>
  );
};

const Buttons = ({ launch, onDone }: Props): ReactNode => {
  const [isStopping, setStopping] = useState(false);
  const command = useCommand();
  const { stop, ...commands } = useLaunchCommands(launch.launchId, onDone);
  const keptFocus = useKeptFocus<HTMLDivElement>();
  const act: Readonly<Partial<Record<Action, () => Promise<void>>>> = {
    ...commands,
    resume: () => commands.resume(),
    'resume-current': () => commands.resume('current'),
    stop: () => Promise.resolve(setStopping(true)),
  };
  const name = launchName(launch);
  return (
    <>
      <div className="buttons" role="group" aria-label={t`What can be done with ${name}`} {...keptFocus}>
        {runActions(launch).map((action, index) => (
          <ActionButton
            key={action}
            action={action}
            name={name}
            className={index === 0 && leadingActions.has(action) ? 'primary' : undefined}
            command={command}
            onPress={async () => act[action]?.()}
          />
        ))}
        {isStopping && <StopDialog name={name} onStop={stop} onClose={() => setStopping(false)} />}
      </div>
      <Alert>{command.problem}</Alert>
    </>
  );
};
