import type { MessageDescriptor } from '@lingui/core';
import { msg, t } from '@lingui/core/macro';
import { Select, Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import type { Launch, Session } from '../api/schema.js';
import { type Action, legalActions, mayLaunch } from '../launches/legal-actions.js';
import { StatusBadge } from '../launches/status-badge.js';
import { addresses } from '../page/addresses.js';
import { Alert } from '../page/alert.js';
import { PageTitle } from '../page/page-title.js';
import { useKeptFocus } from '../page/use-kept-focus.js';
import { Waiting } from '../page/waiting.js';
import { useOpenProject } from '../projects/open-project.js';
import { useCallMember } from '../projects/use-call-member.js';
import { NoSession } from './no-session.js';
import { Occupied } from './occupied.js';
import { placeOf } from './place-of.js';
import { RepositoriesOfRun } from './repositories-of-run.js';
import { SessionConfiguration } from './session-configuration.js';
import { useCommandsOfSession } from './use-commands-of-session.js';
import { useSessionCommand } from './use-session-command.js';
import { useSessionNow } from './use-session-now.js';

/** Where a launch link leads: it says what would run and whose it is. Nothing is launched until somebody presses the button. */
export const LaunchLinkPage = (): ReactNode => {
  const { sessionId = '' } = useParams();
  const { session, isGone } = useSessionNow(sessionId);
  const { data } = useOpenProject();
  if (session === undefined) return isGone ? <NoSession /> : <Waiting />;
  return <Offered session={session} place={placeOf(session, data.launches)} />;
};

interface Props {
  readonly session: Session;
  readonly place: Launch | undefined;
}

const Offered = ({ session, place }: Props): ReactNode => (
  <>
    <PageTitle part={t({ message: 'Launch', context: 'noun' })}>{session.name}</PageTitle>
    <Whose />
    <section className="panel" aria-labelledby="what-runs">
      <h2 id="what-runs">
        <Trans>What runs</Trans>
      </h2>
      <SessionConfiguration session={session} />
      <RepositoriesOfRun session={session} />
    </section>
    <Start session={session} place={place} />
  </>
);

/** "From whom": a stranger's link runs a stranger's code. */
const Whose = (): ReactNode => {
  const { project, members } = useOpenProject().data;
  const call = useCallMember();
  const owners = members
    .filter(({ role }) => role === 'owner')
    .map(({ userId }) => call(userId))
    .join(', ');
  const { name, visibility } = project;
  const address = addresses.project(project.projectId);
  return (
    <p className="break">
      {owners === '' ? (
        <Trans>
          A session of the <Select value={visibility} _private="private" other="public" /> project{' '}
          <Link to={address}>{name}</Link>.
        </Trans>
      ) : (
        <Trans>
          A session of the <Select value={visibility} _private="private" other="public" /> project{' '}
          <Link to={address}>{name}</Link>, which belongs to {owners}.
        </Trans>
      )}{' '}
      <Trans>It runs their image and code, with files of your own that nobody else sees.</Trans>
    </p>
  );
};

const words: Readonly<Partial<Record<Action, MessageDescriptor>>> = {
  launch: msg`Launch`,
  resume: msg`Resume`,
  open: msg`Open`,
};

const Start = ({ session, place }: Props): ReactNode => {
  const { data, projectId } = useOpenProject();
  const own = place?.sessionId === session.sessionId ? place : undefined;
  const command = useSessionCommand(own);
  const start = useStart(session, place);
  // the button goes where the session is launched elsewhere meanwhile
  const keptFocus = useKeptFocus<HTMLElement>();
  const status = own?.status ?? 'inactive';
  if (!mayLaunch(data.project))
    return (
      <p>
        <Trans>You may read this project, but not launch its sessions: its owners can change that.</Trans>
      </p>
    );
  return (
    <section aria-label={t`Your session`} {...keptFocus}>
      <Occupied session={session} place={place} />
      <Alert>{command.problem}</Alert>
      <div className="buttons">
        {start !== undefined && (
          <button
            type="button"
            className="primary large"
            aria-disabled={command.isRunning}
            onClick={() => void command.run(start.run)}
          >
            {start.word}
          </button>
        )}
        {status === 'launching' && (
          <Link to={addresses.whenReady(projectId, session.sessionId)}>
            <Trans>Wait until it is ready</Trans>
          </Link>
        )}
        <StatusBadge status={status} />
      </div>
    </section>
  );
};

interface Starting {
  readonly word: string;
  readonly run: () => Promise<void>;
}

/** What leads into the session now, in this tab; undefined where nothing does. */
const useStart = (session: Session, place: Launch | undefined): Starting | undefined => {
  const { data, projectId } = useOpenProject();
  const { launch, resume, open } = useCommandsOfSession(session, place);
  const navigate = useNavigate();
  const andWait = (begin: () => Promise<void>) => async (): Promise<void> => {
    await begin();
    await navigate(addresses.whenReady(projectId, session.sessionId));
  };
  const runs: Readonly<Partial<Record<Action, () => Promise<void>>>> = {
    launch: andWait(launch),
    resume: andWait(resume),
    open,
  };
  for (const action of legalActions(session, place, data.project)) {
    const [word, run] = [words[action], runs[action]];
    if (word !== undefined && run !== undefined) return { word: t(word), run };
  }
  return undefined;
};
