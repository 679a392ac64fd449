import { fold, type Recorded } from '#libs/event-sourcing';
import { type SessionsEvent, sessions } from '#libs/sessions';
import type { Acknowledged, Ledger } from '../api-user.js';
import type { LogEvent, RecordedLog } from '../recorded-log.js';
import type { Verdict } from '../verdict.js';

const named = ({ call, status, position }: Acknowledged): string =>
  `${call.method} ${call.path} (${call.key ?? ''}, ${status} at ${position})`;

/** It was so already, so that there was nothing to write. */
const wasSoAlready = ({ call, status, position }: Acknowledged, log: RecordedLog): boolean => {
  if (/\/(launch|pause|resume|stop)$/.test(call.path)) return status === 200;
  const events = (stream: string): readonly LogEvent[] =>
    (log.streams.get(stream) ?? []).filter((event) => event.position <= position);
  const [, defaultOf] = /^\/projects\/([^/]+)\/default-session$/.exec(call.path) ?? [];
  if (defaultOf !== undefined) {
    const state = fold(sessions, events(`sessions-${defaultOf}`) as unknown as Recorded<SessionsEvent>[]);
    return state.defaultSessionId === (call.body as { sessionId: string }).sessionId;
  }
  const [, projectId, member] = /^\/projects\/([^/]+)\/members\/([^/]+)$/.exec(call.path) ?? [];
  const last = events(`project-${projectId ?? ''}`).findLast(({ data }) => data['userId'] === member);
  if (call.method === 'DELETE') return last === undefined || last.type === 'MemberRemoved';
  return last?.data['role'] === (call.body as { role?: string } | undefined)?.role;
};

/** No acknowledged command is lost: its events are in the log, at the position that the answer named. */
export const acknowledgedCommands = ({ acknowledged }: Ledger, log: RecordedLog): Verdict => {
  const problems: string[] = [];
  let nothingToDo = 0;
  for (const command of acknowledged) {
    const events = log.commands.get(command.commandId) ?? [];
    if (events.length === 0 && wasSoAlready(command, log)) nothingToDo += 1;
    else if (events.length === 0) problems.push(`${named(command)} is not in the log`);
    else if (events.at(-1)?.position !== command.position)
      problems.push(`${named(command)} is in the log at ${events.at(-1)?.position ?? '–'}`);
  }
  const repeated = acknowledged.filter(({ attempts }) => attempts > 1).length;
  const what = `${acknowledged.length} acknowledged commands are in the log where their answers said (${nothingToDo} had nothing to do; ${repeated} were sent more than once)`;
  return { what, problems };
};

/**
 * What was refused did not happen. A repeated command is answered as things are now: what it was about may have been removed
 * since it was done, by somebody else.
 */
export const refusedCommands = ({ refused }: Ledger, log: RecordedLog): Verdict => {
  const problems = refused
    .filter(({ commandId, status, attempts }) => log.commands.has(commandId) && !(status === 404 && attempts > 1))
    .map(
      ({ call, status, attempts }) =>
        `${call.method} ${call.path} (${call.key ?? ''}) was refused with ${status} at attempt ${attempts}, and is in the log`,
    );
  return { what: `${refused.length} refused commands are not in the log`, problems };
};
