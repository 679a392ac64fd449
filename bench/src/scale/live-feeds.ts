import { randomUUID } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ProjectAccess } from '#libs/access';
import type { Recorded } from '#libs/event-sourcing';
import { ProjectChannels, ProjectFeed, viewerOf } from '#libs/history';
import { projectStory } from '../project-story.js';
import { FollowedLog } from './followed-log.js';
import type { ScaleRow } from './scale-row.js';

/** As a browser has them that shows a list of projects. */
const PROJECTS_A_SOCKET = 10;
const EVENTS = 1_000;
const CHANGES = 20;

const access: ProjectAccess = { publicSince: 0n, members: new Map(), deleted: false };

const recorded = (projectId: string): Omit<Recorded, 'position'>[] =>
  projectStory()
    .filter(({ stream }) => stream.startsWith('project-'))
    .flatMap(({ appended }) => appended)
    .map((event) => ({ ...event, stream: `project-${projectId}`, revision: 0n, at: new Date().toISOString() }));

const eventOf = (projectId: string, type: string): Omit<Recorded, 'position'> => {
  const event = recorded(projectId).find((one) => one.type === type);
  if (event === undefined) throw new Error(`no ${type} in the story`);
  return event;
};

/** Milliseconds a piece. */
const timed = async (count: number, work: () => void | Promise<void>): Promise<number> => {
  const begun = performance.now();
  for (let n = 0; n < count; n += 1) await work();
  return (performance.now() - begun) / count;
};

/** Everybody listens to the same ten projects, which is the worst case for a change of members. */
const listenToAll = (channels: ProjectChannels, projects: readonly string[], sockets: number): (() => number) => {
  let emitted = 0;
  for (let socket = 0; socket < sockets; socket += 1) {
    const who = { userId: randomUUID(), displayName: 'Somebody', roles: new Set<never>() };
    for (const projectId of projects) {
      const feed = new ProjectFeed({
        channels,
        projectId,
        after: undefined,
        past: () => ({
          [Symbol.asyncIterator]: () => ({ next: () => Promise.resolve({ done: true, value: undefined }) }),
        }),
        viewer: (found) => viewerOf(who, found),
        emit: () => {
          emitted += 1;
        },
        end: (reason) => {
          throw new Error(`a feed ended: ${reason}`);
        },
      });
      feed.attach();
      feed.authorize(access);
      void feed.open();
    }
  }
  return () => emitted;
};

const measure = async (feeds: number): Promise<Readonly<Record<string, number>>> => {
  const hub = new FollowedLog();
  let lookups = 0;
  const of = (): Promise<ProjectAccess> => {
    lookups += 1;
    return Promise.resolve(access);
  };
  const channels = new ProjectChannels(hub, { of }, (error) => {
    throw error as Error;
  });
  const projects = Array.from({ length: PROJECTS_A_SOCKET }, () => randomUUID());
  const emitted = listenToAll(channels, projects, feeds / PROJECTS_A_SOCKET);
  await nextTurn();
  const elsewhere = eventOf(randomUUID(), 'ProjectRenamed');
  const unheard = await timed(EVENTS, () => hub.deliver(elsewhere));
  const roleSet = eventOf(projects[0] ?? '', 'MemberRoleSet');
  const change = await timed(CHANGES, async () => {
    hub.deliver(roleSet);
    await nextTurn();
  });
  const heard = (CHANGES * feeds) / PROJECTS_A_SOCKET;
  if (emitted() !== heard) throw new Error(`${emitted()} events were handed out instead of ${heard}`);
  return { 'event of another project': unheard, 'member change': change, 'lookups a member change': lookups / CHANGES };
};

/** Design §9: what an observer pays for an event does not grow with the number of observers of other things. */
export const liveFeeds: ScaleRow = {
  what: 'live feed',
  of: 'feeds',
  sizes: [500, 5_000, 50_000],
  goals: {
    'event of another project': { unit: 'ms', atMost: 0.5 },
    'member change': { unit: 'ms' },
    'lookups a member change': { unit: 'lookups', atMost: 1, growth: 1 },
  },
  measure,
};
