import { Inject, Injectable } from '@nestjs/common';
import { type AsOf, type EventStore, fold, type ReadModels, type Recorded, upTo } from '#libs/event-sourcing';
import type { SessionSummaries } from '#libs/projects';
import { READ_MODELS } from '#libs/rest';
import { EVENT_STORE } from '#libs/slice';
import type { Session } from '../session.js';
import type { SessionsEvent } from '../sessions.events.js';
import { type Sessions, sessions, sessionsStream } from '../sessions.js';
import { type SessionDocument, sessionDocuments } from './session.projection.js';
import { type SessionsSummary, sessionsSummary } from './sessions-summary.projection.js';

@Injectable()
export class SessionQueries implements SessionSummaries {
  constructor(
    @Inject(READ_MODELS) private readonly readModels: ReadModels,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  async session(projectId: string, sessionId: string): Promise<Session | undefined> {
    const found = await this.readModels.documents<SessionDocument>(sessionDocuments).get(sessionId);
    return found?.projectId === projectId ? found : undefined;
  }

  /** In the order in which they were added. */
  async ofProject(projectId: string): Promise<readonly Session[]> {
    return this.readModels
      .documents<SessionDocument>(sessionDocuments)
      .find({ projectId }, { sort: { addedAtRevision: 1, sessionId: 1 } });
  }

  /** A project that has never had a session has none, as has one that does not exist. */
  async summary(projectId: string): Promise<SessionsSummary> {
    return (await this.readModels.documents<SessionsSummary>(sessionsSummary).get(projectId)) ?? { sessions: 0 };
  }

  /** As they were then, folded from the stream. */
  async past(projectId: string, asOf: AsOf): Promise<Sessions> {
    const events = (await this.store.read(sessionsStream(projectId))) as unknown as Recorded<SessionsEvent>[];
    return fold(sessions, upTo(events, asOf));
  }

  async of(projectIds: readonly string[]): Promise<ReadonlyMap<string, SessionsSummary>> {
    const [only] = projectIds;
    // one alone is often in memory
    if (only !== undefined && projectIds.length === 1) return new Map([[only, await this.summary(only)]]);
    const found = await this.readModels.documents<SessionsSummary>(sessionsSummary).find({ _id: { $in: projectIds } });
    return new Map(found.map((document) => [document._id, document]));
  }

  async asOf(projectId: string, asOf: AsOf): Promise<SessionsSummary> {
    const { placed, defaultSessionId } = await this.past(projectId, asOf);
    return { sessions: placed.size, defaultSessionId };
  }
}
