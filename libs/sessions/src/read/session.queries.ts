import { Inject, Injectable } from '@nestjs/common';
import { type AsOf, type EventStore, fold, type ReadModels, type Recorded, upTo } from '#libs/event-sourcing';
import type { SessionSummaries, SessionSummary } from '#libs/projects';
import { READ_MODELS } from '#libs/rest';
import { EVENT_STORE } from '#libs/slice';
import type { SessionsEvent } from '../sessions.events.js';
import { type Sessions, sessions, sessionsStream } from '../sessions.js';
import { projectSessions } from './project-sessions.projection.js';

const summary = ({ sessions: all, defaultSessionId }: Sessions): SessionSummary => ({
  sessions: all.length,
  defaultSessionId,
});

@Injectable()
export class SessionQueries implements SessionSummaries {
  constructor(
    @Inject(READ_MODELS) private readonly readModels: ReadModels,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  /** A project that has never had a session has none, as has one that does not exist. */
  async ofProject(projectId: string): Promise<Sessions> {
    return (await this.readModels.documents<Sessions>(projectSessions).get(projectId)) ?? sessions.initial;
  }

  /** As they were then, folded from the stream. */
  async past(projectId: string, asOf: AsOf): Promise<Sessions> {
    const events = (await this.store.read(sessionsStream(projectId))) as unknown as Recorded<SessionsEvent>[];
    return fold(sessions, upTo(events, asOf));
  }

  async of(projectIds: readonly string[]): Promise<ReadonlyMap<string, SessionSummary>> {
    const documents = this.readModels.documents<Sessions>(projectSessions);
    const [only] = projectIds;
    // one alone is often in memory
    if (only !== undefined && projectIds.length === 1)
      return new Map([[only, summary((await documents.get(only)) ?? sessions.initial)]]);
    const found = await documents.find({ _id: { $in: projectIds } });
    return new Map(found.map((document) => [document._id, summary(document)]));
  }

  async asOf(projectId: string, asOf: AsOf): Promise<SessionSummary> {
    return summary(await this.past(projectId, asOf));
  }
}
