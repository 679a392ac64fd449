import { Injectable } from '@nestjs/common';
import { environmentStream, environmentVersions } from '#libs/environments';
import type { CommandContext, StreamReader } from '#libs/event-sourcing';
import type { FactFinder } from '#libs/slice';
import { sessionOf, sessions, sessionsStream } from '../sessions.js';
import type { VersionFacts } from '../write/change-session-image.js';

interface Named {
  readonly projectId: string;
  readonly sessionId: string;
}

/** The versions that the session's catalogue environment ever had. */
@Injectable()
export class VersionFinder implements FactFinder<Named, VersionFacts> {
  async find({ projectId, sessionId }: Named, _: CommandContext, streams: StreamReader): Promise<VersionFacts> {
    const { state } = await streams.of(sessionsStream(projectId), sessions);
    const source = sessionOf(state, sessionId)?.source;
    if (source?.kind !== 'catalogue') return { versions: [] };
    const found = await streams.of(environmentStream(source.environmentId), environmentVersions);
    return { versions: found.state };
  }
}
