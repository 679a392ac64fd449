import type { LaunchStatuses, UsersLaunch } from './launch-statuses.js';

/** Launches as the launches slice would tell of them: user id → environment id → launch. */
export type Launches = Map<string, Map<string, UsersLaunch>>;

const compareText = (a: string, b: string): number => {
  if (a === b) return 0;
  return a < b ? -1 : 1;
};

export const launchStatusesOf = (launches: Launches): LaunchStatuses => ({
  ofUser: (userId) => Promise.resolve(launches.get(userId) ?? new Map()),
  live: () => {
    const all = [...launches.values()].flatMap((ofUser) => [...ofUser.values()]);
    const live = all.filter(({ status }) => status === 'running' || status === 'launching');
    return Promise.resolve(
      live.reduce(
        (counts, { sessionId }) => counts.set(sessionId, (counts.get(sessionId) ?? 0) + 1),
        new Map<string, number>(),
      ),
    );
  },
  lastUsed: (userId, _, { status, after: [lastUsedAt, launchId] = [], limit }) => {
    const all = [...(launches.get(userId)?.values() ?? [])]
      .filter((launch) => status === undefined || [status].flat().includes(launch.status))
      .sort((a, b) => compareText(b.lastUsedAt, a.lastUsedAt) || compareText(a.launchId, b.launchId));
    const before = all.findIndex((launch) => launch.lastUsedAt === lastUsedAt && launch.launchId === launchId);
    return Promise.resolve(all.slice(before + 1, before + 1 + limit));
  },
});
