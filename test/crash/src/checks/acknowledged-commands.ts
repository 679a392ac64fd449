import { fold, type Recorded } from '#libs/event-sourcing';
import { inbox, inboxStream, type NotificationsEvent } from '#libs/notifications';
import { type SessionsEvent, sessionOf, sessions } from '#libs/sessions';
import type { Acknowledged, Ledger } from '../api-user.js';
import type { LogEvent, RecordedLog } from '../recorded-log.js';
import type { Verdict } from '../verdict.js';

const named = ({ call, status, position }: Acknowledged): string =>
  `${call.method} ${call.path} (${call.key ?? ''}, ${status} at ${position})`;

type SoAlready = (
  command: Acknowledged,
  ids: readonly string[],
  until: (stream: string) => readonly LogEvent[],
) => boolean;

const defaultWasChosen: SoAlready = ({ call }, [projectId = ''], until) => {
  const events = until(`sessions-${projectId}`) as unknown as Recorded<SessionsEvent>[];
  return fold(sessions, events).defaultSessionId === (call.body as { sessionId: string }).sessionId;
};

const memberHadRole: SoAlready = ({ call }, [projectId = '', userId], until) => {
  const last = until(`project-${projectId}`).findLast(({ data }) => data['userId'] === userId);
  if (call.method === 'DELETE') return last === undefined || last.type === 'MemberRemoved';
  return last?.data['role'] === (call.body as { role: string }).role;
};

/** Of `newest`: an image of its branch; which one was the newest when it was decided, the answer does not say. */
const imageWasSo: SoAlready = ({ call }, [projectId = '', sessionId = ''], until) => {
  const events = until(`sessions-${projectId}`) as unknown as Recorded<SessionsEvent>[];
  const session = sessionOf(fold(sessions, events), sessionId);
  const { digest: asked } = call.body as { digest?: string };
  const digest = session?.environment.image.digest;
  if (asked !== undefined || session?.source.kind !== 'repository') return digest === asked;
  const built = until(`repository-${session.source.repositoryId}`);
  return built.some(({ data }) => (data['image'] as { digest: string }).digest === digest);
};

const wasRead: SoAlready = ({ userId }, [notificationId], until) => {
  const { kept } = fold(inbox, until(inboxStream(userId)) as unknown as Recorded<NotificationsEvent>[]);
  return !kept.some((one) => one.isUnread && (notificationId ?? one.notificationId) === one.notificationId);
};

/** Commands that may change nothing, and how the log, up to the answer's position, shows that there was nothing to do. */
const soAlready: readonly (readonly [RegExp, SoAlready])[] = [
  [/\/(?:launch|pause|resume|stop)$/, ({ status }) => status === 200],
  [/^\/projects\/([^/]+)\/default-session$/, defaultWasChosen],
  [/^\/projects\/([^/]+)\/members\/([^/]+)$/, memberHadRole],
  [/^\/projects\/([^/]+)\/sessions\/([^/]+)\/image$/, imageWasSo],
  [/^\/notifications\/read-all$/, wasRead],
  [/^\/notifications\/([^/]+)\/read$/, wasRead],
];

const hadNothingToDo = (command: Acknowledged, log: RecordedLog): boolean => {
  const until = (stream: string): readonly LogEvent[] =>
    (log.streams.get(stream) ?? []).filter((event) => event.position <= command.position);
  return soAlready.some(([path, isSo]) => {
    const found = path.exec(command.call.path);
    return found !== null && isSo(command, found.slice(1), until);
  });
};

const problemOf = (command: Acknowledged, events: readonly LogEvent[], log: RecordedLog): string | undefined => {
  const last = events.at(-1);
  if (last === undefined) return hadNothingToDo(command, log) ? undefined : `${named(command)} is not in the log`;
  return last.position === command.position ? undefined : `${named(command)} is in the log at ${last.position}`;
};

/** No acknowledged command is lost: its events are in the log, at the position that the answer named. */
export const acknowledgedCommands = ({ acknowledged }: Ledger, log: RecordedLog): Verdict => {
  const problems = acknowledged.flatMap(
    (command) => problemOf(command, log.commands.get(command.commandId) ?? [], log) ?? [],
  );
  const idle = acknowledged.filter(({ commandId }) => !log.commands.has(commandId)).length;
  const repeated = acknowledged.filter(({ attempts }) => attempts > 1).length;
  const what = `${acknowledged.length} acknowledged commands are in the log where their answers said (${idle} had nothing to do; ${repeated} were sent more than once)`;
  return { what, problems };
};

/** What was refused did not happen, at none of its attempts: a repeated command is answered what it was answered first. */
export const refusedCommands = ({ refused }: Ledger, log: RecordedLog): Verdict => {
  const problems = refused
    .filter(({ commandId }) => log.commands.has(commandId))
    .map(
      ({ call, status, attempts }) =>
        `${call.method} ${call.path} (${call.key ?? ''}) was refused with ${status} at attempt ${attempts}, and is in the log`,
    );
  return { what: `${refused.length} refused commands are not in the log`, problems };
};
