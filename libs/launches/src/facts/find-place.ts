import { Inject, Injectable, Optional } from '@nestjs/common';
import { CommandStreams, StreamStates } from '#libs/event-sourcing';
import { type PersonalContext, ProblemError } from '#libs/rest';
import { recent, type Sessions, sessionOf, sessions, sessionsStream } from '#libs/sessions';
import { type CallerContext, CommandAuthorizer } from '#libs/slice';
import type { LaunchEvent } from '../launch.events.js';
import { launch, launchIdOf, launchStream } from '../launch.js';
import { launchProblems } from '../launch.rejections.js';
import { LaunchSession } from '../write/launch-session.js';

/** `() => Date`: the time of day, to compare with events' times. Not provided: this machine's. */
export const CLOCK = Symbol('Clock');

/** One that was removed within the last day has its place still: what was launched there is answered there. */
const environmentOf = (state: Sessions, sessionId: string): string | undefined =>
  sessionOf(state, sessionId)?.environment.environmentId ??
  state.former.find((former) => former.sessionId === sessionId)?.environmentId;

/** Which launch it is that a person asks for: it follows from the session's environment (rule 4), the default one's (rule 3). */
@Injectable()
export class FindPlace {
  constructor(
    private readonly authorizer: CommandAuthorizer,
    @Inject(StreamStates) private readonly states: StreamStates,
    @Optional() @Inject(CLOCK) private readonly clock: () => Date = () => new Date(),
  ) {}

  /**
   * The command that launches there, for the handler to authorise: of the session that is asked for, or else the default one.
   * Throws the problems that a refusal is, where there is no such place.
   */
  async of(context: PersonalContext, projectId: string, asked: string | undefined): Promise<LaunchSession> {
    const streams = new CommandStreams(this.states);
    const { userId } = context.principal;
    // asked at once with the rest; whoever repeats a launch need not be allowed to make one any more
    const allowed = this.authorizer.allow(context.principal, 'launch-session', projectId, streams);
    allowed.catch(() => undefined);
    const { state } = await streams.of(sessionsStream(projectId), sessions);
    const sessionId = asked ?? (await this.oneClick(context, projectId, { state, streams }));
    const environmentId = sessionId && environmentOf(state, sessionId);
    if (sessionId !== undefined && environmentId !== undefined) {
      const launchId = launchIdOf(projectId, environmentId, userId);
      const caller: CallerContext = { ...context, streams };
      return new LaunchSession({ launchId, projectId, sessionId }, caller);
    }
    await allowed;
    if (sessionId === undefined)
      throw new ProblemError(launchProblems['no-session'], 'Add a session to the project first.');
    throw new ProblemError(launchProblems['session-not-found']);
  }

  /** A repeated request means the session that it launched, even if another one has become the default since. */
  private async oneClick(
    { commandId, principal: { userId } }: PersonalContext,
    projectId: string,
    { state, streams }: { readonly state: Sessions; readonly streams: CommandStreams },
  ): Promise<string | undefined> {
    for (const environmentId of this.environmentsOfDefaults(state)) {
      const stream = launchStream(launchIdOf(projectId, environmentId, userId));
      const { commands } = await streams.of(stream, launch);
      const ended = commands.get(commandId);
      if (ended === undefined) continue;
      const [event] = await this.states.store.read(stream, { from: ended, maxCount: 1 });
      return (event?.data as LaunchEvent['data'] | undefined)?.sessionId;
    }
    return state.defaultSessionId;
  }

  /** Of the default session, and of those that were it within the last day; most often that is one. */
  private environmentsOfDefaults(state: Sessions): ReadonlySet<string> {
    const former = recent(state.former, this.clock().toISOString()).filter(({ wasDefault }) => wasDefault);
    const current = state.defaultSessionId && environmentOf(state, state.defaultSessionId);
    return new Set([...(current === undefined ? [] : [current]), ...former.map(({ environmentId }) => environmentId)]);
  }
}
