import type { ProjectAccess, ProjectAccessLookup } from '#libs/access';
import type { Recorded } from '#libs/event-sourcing';

import { historyEntry } from '../read/history-entry.js';
import type { Viewer } from '../read/viewer.js';
import type { FeedEvent } from './live-event.js';
import type { FeedEnd } from './project-channel.js';
import { ProjectChannels } from './project-channels.js';
import { type FeedOptions, ProjectFeed } from './project-feed.js';

export const event = (
  position: number,
  type = 'ProjectRenamed',
  stream = 'project-p',
  data: object = {},
): Recorded => ({
  type,
  data,
  stream,
  id: String(position),
  revision: BigInt(position),
  position: BigInt(position),
  at: '2026-01-01T00:00:00.000Z',
  metadata: { actor: 'a', commandId: 'c', $correlationId: 'c', $causationId: 'c', bodyHash: '', schemaVersion: 1 },
});

/** A log with a hub over it and a history that is complete up to the hub's position. */
export class Log {
  position = 0n;
  readonly events: Recorded[] = [];
  private readonly listeners = new Set<(event: Recorded) => void>();

  attach(listener: (event: Recorded) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  get listening(): number {
    return this.listeners.size;
  }

  append(...events: Recorded[]): void {
    for (const added of events) {
      this.events.push(added);
      this.position = added.position;
      for (const listener of this.listeners) listener(added);
    }
  }
}

const everybody = ['a', 'b', 'c'].map((userId) => [userId, 'viewer'] as const);
export const access: ProjectAccess = { publicSince: undefined, members: new Map(everybody), deleted: false };

const members: Viewer['as'] = new Set(['member']);
export const me: Viewer = { as: members, userId: 'me', from: 0n };

export const channelsOf = (log: Log, of: ProjectAccessLookup['of'] = () => Promise.resolve(access)): ProjectChannels =>
  new ProjectChannels(log, { of }, () => undefined);

export const listen = (log: Log, options: Partial<FeedOptions> = {}) => {
  const received: FeedEvent[] = [];
  const ended: [FeedEnd, bigint][] = [];
  const feed = new ProjectFeed({
    channels: channelsOf(log),
    projectId: 'p',
    after: 0n,
    // eslint-disable-next-line @typescript-eslint/require-await -- the past comes page by page, asynchronously
    past: async function* (_, after) {
      const entries = log.events.map(historyEntry);
      for (const entry of entries) if (entry !== undefined && BigInt(entry.position) > after) yield entry;
    },
    viewer: () => me,
    emit: (received_) => received.push(received_),
    end: (reason, position) => ended.push([reason, position]),
    ...options,
  });
  const open = async (): Promise<void> => {
    feed.attach();
    feed.authorize(access);
    await feed.open();
  };
  return { feed, open, received, ended, positions: () => received.map(({ position }) => Number(position)) };
};

/** Lookups of a project's access that the spec answers. */
export const askedAccess = () => {
  const answers: ((found: ProjectAccess | undefined) => void)[] = [];
  const of: ProjectAccessLookup['of'] = () => new Promise((resolve) => answers.push(resolve));
  return { of, answers };
};

export const settled = (): Promise<void> => new Promise(setImmediate);
