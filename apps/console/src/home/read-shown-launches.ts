import { allOf } from '../api/all-of.js';
import type { Api } from '../api/create-api.js';
import type { Launch } from '../api/schema.js';

type Status = Launch['status'];

/** In the order in which a launch moves on: whichever does so between two answers is in both of them, not in none. */
const asked = [['launching'], ['running'], ['paused', 'failed']] as const satisfies readonly (readonly Status[])[];
/** In the order in which they are shown. */
const shown: readonly Status[] = ['running', 'launching', 'failed', 'paused'];

/** One's own launches that are there, over all projects; one that moved on meanwhile is as the later answer says. */
export const readShownLaunches = async (api: Api): Promise<readonly Launch[]> => {
  const ofStatus = (status: Status): Promise<readonly Launch[]> =>
    allOf((page) => api.GET('/api/v1/launches', { params: { query: { status, ...page } } }));
  const found = new Map<string, Launch>();
  for (const statuses of asked)
    for (const launch of (await Promise.all(statuses.map(ofStatus))).flat()) found.set(launch.launchId, launch);
  return shown.flatMap((status) => [...found.values()].filter((launch) => launch.status === status));
};
