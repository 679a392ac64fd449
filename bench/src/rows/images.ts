import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { domainEvents } from '#libs/domain';
import { createEventStore } from '#libs/event-store';
import { Deployment } from '../../../test/support/deployment.js';
import { MemoryCodeHost } from '../images/memory-code-host.js';
import { ToldImages } from '../images/told-images.js';
import { type WatchedRepository, watchRepositories } from '../images/watched-repositories.js';
import { usageOf } from '../kubernetes/launchers/usage-of.js';
import { latencyRow, percentile } from '../latencies.js';
import type { Measurement } from '../measurement.js';

const REPOSITORIES = 1_000;
const OF_THE_OTHER_HOST = 200;
const EXTENT = { projects: 50, editorsEach: 10 };
const PUSHES = 100;
const WINDOW_MS = 60_000;
const GOAL_CORE = 0.1;
const SECRET = 'a secret of the bench';

interface Measured {
  /** Milliseconds from hook to notification. */
  readonly told: readonly number[];
  /** Of a core. */
  readonly core: number;
}

interface Window {
  readonly apiUrl: string;
  readonly pids: readonly number[];
  readonly told: ToldImages;
  readonly pushed: readonly WatchedRepository[];
  /** Whose hooks come as well, and lead nowhere. */
  readonly inVain: readonly WatchedRepository[];
}

const hook = async (apiUrl: string, { path, host }: WatchedRepository): Promise<void> => {
  const { status } = await fetch(`${apiUrl}/api/v1/webhooks/gitlab`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-gitlab-token': SECRET },
    body: JSON.stringify({ project: { git_http_url: `http://${host.host}/${path}` } }),
  });
  if (status !== 202) throw new Error(`the hook was answered ${status}`);
};

/** A push with its hook, each at its time whatever the others take; what comes after a minute is not waited for. */
const measure = async ({ apiUrl, pids, told, pushed, inVain }: Window): Promise<Measured> => {
  const before = await usageOf(pids);
  const begun = performance.now();
  const latencies = pushed.map(async (repository, index) => {
    await delay((index * WINDOW_MS) / pushed.length);
    const isTold = told.of(repository.host.push(repository.path));
    const at = performance.now();
    const vain = inVain[index];
    await Promise.all([hook(apiUrl, repository), vain && hook(apiUrl, vain)]);
    return (await Promise.race([isTold, delay(WINDOW_MS, Number.NaN)])) - at;
  });
  const all = await Promise.all(latencies);
  const { cpuMs } = await usageOf(pids);
  return { told: all, core: (cpuMs - before.cpuMs) / (performance.now() - begun) };
};

/**
 * Until one is told, the log has been worked through: a thousand images are in it of which nobody is to be told. Hooks before that are
 * passed over.
 */
const warmUp = async (apiUrl: string, told: ToldImages, pushed: WatchedRepository): Promise<void> => {
  const isTold = told.of(pushed.host.push(pushed.path));
  for (let isDone = false; !isDone; ) {
    await hook(apiUrl, pushed);
    isDone = (await Promise.race([isTold, delay(1_000, undefined)])) !== undefined;
  }
};

/** 1,000 repositories are polled at the usual interval, and 100 pushes a minute told by hooks to 500 editors; then once more while another host hangs. */
export const images = async (directory: string): Promise<Measurement[]> => {
  const hosts = [await MemoryCodeHost.start('127.0.0.1'), await MemoryCodeHost.start('127.0.0.2')] as const;
  const file = join(directory, 'code-hosts.json');
  const said = hosts.map(({ host }) => ({ url: `http://${host}`, registry: host, hookSecret: SECRET }));
  await writeFile(file, JSON.stringify(said));
  const dataDir = join(directory, 'images');
  const deployment = await Deployment.in(dataDir, { CODE_HOSTS_FILE: file, IMAGE_CHECK: 'on', LOG_LEVEL: 'error' });
  try {
    await deployment.startOne('stores');
    const { eventStore } = JSON.parse(await readFile(join(dataDir, 'stores.json'), 'utf8')) as { eventStore: string };
    const events = createEventStore({ connectionString: eventStore, registry: domainEvents() });
    const repositories = Array.from({ length: REPOSITORIES }, (_, index): WatchedRepository => {
      return { host: hosts[index < OF_THE_OTHER_HOST ? 1 : 0], path: `lab/analysis-${index}` };
    });
    await watchRepositories(events, repositories, EXTENT);
    await Promise.all([deployment.startOne('api-1'), deployment.startOne('worker-1')]);
    const told = new ToldImages(events, await events.head());
    const pids = (['api-1', 'worker-1'] as const).map((member) => deployment.process(member).pid);
    const apiUrl = deployment.url('api-1');
    const others = repositories.slice(0, OF_THE_OTHER_HOST);
    const own = repositories.slice(OF_THE_OTHER_HOST);
    await warmUp(apiUrl, told, own.at(-1) as WatchedRepository);
    const alone = await measure({ apiUrl, pids, told, pushed: own.slice(0, PUSHES), inVain: [] });
    hosts[1].hangs = true;
    const beside = await measure({ apiUrl, pids, told, pushed: own.slice(PUSHES, 2 * PUSHES), inVain: others });
    await told.close();
    await events.close();
    return rowsOf(alone, beside);
  } finally {
    await deployment.end();
    for (const host of hosts) host.close();
  }
};

const rowsOf = (alone: Measured, beside: Measured): Measurement[] => {
  const watched = `${REPOSITORIES} repositories polled, ${PUSHES} pushes a minute by hooks, ${EXTENT.projects * EXTENT.editorsEach} editors`;
  const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
  const delayed = percentile(beside.told, 50) - percentile(alone.told, 50);
  return [
    {
      what: `${watched}: worker and api`,
      goal: `< ${percent(GOAL_CORE)} of a core`,
      measured: `${percent(alone.core)}, with a hanging host ${percent(beside.core)}`,
      met: alone.core < GOAL_CORE,
      values: { core: alone.core, coreBesideHangingHost: beside.core },
    },
    latencyRow('from hook to notification', alone.told),
    {
      ...latencyRow('from hook to notification while another host hangs', beside.told),
      values: { p50Ms: percentile(beside.told, 50), p99Ms: percentile(beside.told, 99), p50MoreMs: delayed },
    },
  ];
};
