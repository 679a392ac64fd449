import { Inject, Injectable } from '@nestjs/common';
import { environmentStream, environmentVersions } from '#libs/environments';
import { type EventStore, readState } from '#libs/event-sourcing';
import { EVENT_STORE, type FactFinder } from '#libs/slice';
import { sessionOf, sessions, sessionsStream } from '../sessions.js';
import type { VersionFacts } from '../write/change-session-image.js';

interface Named {
  readonly projectId: string;
  readonly sessionId: string;
}

/** The versions that the session's catalogue environment ever had. Which environment it is never changes. */
@Injectable()
export class VersionFinder implements FactFinder<Named, VersionFacts> {
  constructor(@Inject(EVENT_STORE) private readonly store: EventStore) {}

  async find({ projectId, sessionId }: Named): Promise<VersionFacts> {
    const { state } = await readState(this.store, sessionsStream(projectId), sessions);
    const source = sessionOf(state, sessionId)?.source;
    if (source?.kind !== 'catalogue') return { versions: [] };
    const found = await readState(this.store, environmentStream(source.environmentId), environmentVersions);
    return { versions: found.state };
  }
}
