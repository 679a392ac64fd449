import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { domainProjections } from '#libs/domain';
import { connectReadModels } from '#libs/read-models';
import { ApiUser, Ledger } from '../../crash/src/api-user.js';
import { atRest } from '../../crash/src/at-rest.js';
import { acknowledgedCommands, refusedCommands } from '../../crash/src/checks/acknowledged-commands.js';
import { documentsAsTheLogSays } from '../../crash/src/checks/documents-as-the-log-says.js';
import { gaplessFeed } from '../../crash/src/checks/gapless-feed.js';
import { livingRuns } from '../../crash/src/checks/living-runs.js';
import { soundLog, soundRuns } from '../../crash/src/checks/sound-log.js';
import { LiveUser } from '../../crash/src/live-user.js';
import { projectHistory } from '../../crash/src/project-history.js';
import { Random } from '../../crash/src/random.js';
import { ResumingListener } from '../../crash/src/resuming-listener.js';
import type { Verdict } from '../../crash/src/verdict.js';
import type { Listening } from '../../crash/src/verify-run.js';
import { World } from '../../crash/src/world.js';
import { NextVersion } from '../../support/next-version.js';
import { endSessions } from '../../support/session-processes.js';
import { until } from '../../support/until.js';
import { RollingDeployment } from './rolling-deployment.js';
import { Rollout } from './rollout.js';
import { ServiceWatch } from './service-watch.js';
import { singleBuild } from './single-build.js';
import { UntouchedSession } from './untouched-session.js';
import type { Watched } from './version-watch.js';

/** Who works while it is rolled out; grace's project is the one that is watched. */
const PEOPLE = ['linus', 'ada', 'audrey'];
const WATCHER = 'grace';
const RUNNING_PER_USER = 2;
const SETTLE_MS = 90_000;
/** Projections whose versions are raised: the one that lets people into their sessions, and the one of what is watched. */
const RAISED = ['launch', 'projects'];

export interface RolloutRunOptions {
  readonly seed: number;
  readonly tell: (line: string) => void;
}

interface People {
  readonly watcher: ApiUser;
  readonly token: string;
  readonly living: readonly LiveUser[];
  readonly world: World;
}

/**
 * Loads the parts as processes of their own while versions of worker and API come and go. Rejects when one does not start. What it
 * started is ended when it resolves or rejects; its files stay where something was wrong.
 */
export const rolloutRun = async ({ seed, tell }: RolloutRunOptions): Promise<Verdict[]> => {
  const directory = await mkdtemp(join(tmpdir(), 'renku-sessions-rollout-'));
  const rolling = await RollingDeployment.in(directory, { MAX_RUNNING_PER_USER: String(RUNNING_PER_USER) });
  const versions: NextVersion[] = [];
  const ledger = new Ledger();
  let verdicts: Verdict[] = [];
  let listener: ResumingListener | undefined;
  let isOver = false;
  const system = {
    up: () => (isOver ? Promise.reject(new Error('it is over')) : Promise.resolve()),
    apiUrl: () => rolling.url,
  };
  try {
    for (const by of [1, 2]) versions.push(await NextVersion.of(RAISED, by));
    await rolling.start('stores', 'worker-1', 'gateway-1', 'api-1');
    const people = await signIn(rolling, system, ledger, new Random(seed));
    const watched = await begin(people);
    const rollout = new Rollout(rolling, people.watcher, watched);
    listener = new ResumingListener(() => rolling.url, people.token, watched.projectId);
    const session = await UntouchedSession.of(rolling.deployment.dataDir, watched);
    const working = Promise.all([rollout.rename(), ...people.living.map((user) => user.live())]);
    working.catch(() => undefined);
    const served = await ServiceWatch.during({ apiUrl: rolling.url, watched, user: people.watcher }, async () => {
      await rollOut(rollout, rolling, versions, tell);
      for (const user of people.living) user.end();
      await rollout.end();
    });
    await working;
    const untouched = await session.verdict();
    const feed = { listener, projectId: watched.projectId, owner: people.watcher };
    verdicts = [rollout.verdict(), served, untouched, ...(await verify(rolling, ledger, feed))];
    return verdicts;
  } finally {
    listener?.close();
    isOver = true;
    await rolling.end();
    await endSessions(directory);
    for (const version of versions) await version.remove();
    const isGood = verdicts.length > 0 && verdicts.every(({ problems }) => problems.length === 0);
    if (isGood) await rm(directory, { recursive: true, force: true });
    else tell(`what is left of it: ${directory}`);
  }
};

/** The next version after a job, the worker first; back; the one after it without a job, all at once, the old worker gone first; back. */
const rollOut = async (
  rollout: Rollout,
  rolling: RollingDeployment,
  [next, afterNext]: readonly NextVersion[],
  tell: (line: string) => void,
): Promise<void> => {
  rollout.watchRunning('api-1');
  rolling.otherVersion(next?.path ?? '');
  tell(`projections build of the next version: ${await rolling.build()}`);
  await rollout.start('worker-2', 'api-2', 'gateway-2');
  tell('the next version works beside the old one');
  await rollout.stop('api-1', 'worker-1', 'gateway-1');
  tell('the next version works alone');
  await rollout.start('worker-1', 'api-1', 'gateway-1');
  await rollout.stop('api-2', 'worker-2', 'gateway-2');
  tell('the old version is back');
  rolling.otherVersion(afterNext?.path ?? '');
  await rollout.startAtOnce('api-2', 'worker-2', 'gateway-2');
  tell('the version after the next works beside the old one, without a job before');
  await rollout.stop('worker-1', 'gateway-1', 'api-1');
  tell('it works alone');
  await rollout.startAtOnce('api-1', 'worker-1', 'gateway-1');
  await rollout.stop('worker-2', 'gateway-2', 'api-2');
  tell('the old version is back');
};

type System = ConstructorParameters<typeof ApiUser>[0];

const signIn = async (rolling: RollingDeployment, system: System, ledger: Ledger, random: Random): Promise<People> => {
  const users = new Map<string, ApiUser>();
  let token = '';
  for (const person of [WATCHER, ...PEOPLE]) {
    const given = await rolling.deployment.token(person);
    if (person === WATCHER) token = given;
    const me = await new ApiUser(system, ledger, given, person, '').get<{ userId: string }>('/me');
    if (me === undefined) throw new Error(`${person} cannot sign in`);
    users.set(person, new ApiUser(system, ledger, given, person, me.userId));
  }
  const watcher = users.get(WATCHER);
  if (watcher === undefined) throw new Error(`${WATCHER} is not there`);
  const [environment] = await until('the catalogue is there', async () => {
    const catalogue = await watcher.get<{ environmentId: string }[]>('/environments');
    return (catalogue?.length ?? 0) > 0 && catalogue;
  });
  const workers = [...users].filter(([person]) => person !== WATCHER);
  const world = new World(
    environment?.environmentId ?? '',
    new Map(workers.map(([name, { userId }]) => [name, userId])),
  );
  const living = workers.map(
    ([person, user]) => new LiveUser({ user, person, world, ledger, random: new Random(random.below(2 ** 32)) }),
  );
  return { watcher, token, living, world };
};

/** A project of the watcher's own with a session that runs, and goes on running. */
const begin = async ({ watcher, token, world }: People): Promise<Watched> => {
  const idIn = (reply: { body: unknown } | undefined, name: string): string => {
    const id = (reply?.body as Record<string, string> | undefined)?.[name];
    if (id === undefined) throw new Error(`no ${name}: ${JSON.stringify(reply?.body)}`);
    return id;
  };
  const project = await watcher.command('POST', '/projects', { name: 'Watched', visibility: 'private' });
  const projectId = idIn(project, 'projectId');
  const environment = { source: 'catalogue', environmentId: world.environmentId };
  await watcher.command('POST', `/projects/${projectId}/sessions`, { environment });
  const launchId = idIn(await watcher.command('POST', `/projects/${projectId}/launch`), 'launchId');
  const { run } = await until('the watched session runs', async () => {
    const launch = await watcher.get<{ status: string; run: number }>(`/launches/${launchId}`);
    return launch?.status === 'running' && launch;
  });
  return { token, projectId, launchId, run };
};

const verify = async (
  rolling: RollingDeployment,
  ledger: Ledger,
  { listener, projectId, owner }: Listening,
): Promise<Verdict[]> => {
  const { dataDir } = rolling.deployment;
  const stores = JSON.parse(await readFile(join(dataDir, 'stores.json'), 'utf8')) as Record<string, string>;
  const { log, underWay } = await atRest(stores['eventStore'] ?? '', RUNNING_PER_USER, SETTLE_MS);
  const database = connectReadModels({
    url: stores['mongodb'] ?? '',
    databaseName: stores['mongodbDatabase'] ?? '',
    projections: domainProjections,
  });
  try {
    await database.readModels.waitFor(log.head, SETTLE_MS);
    return [
      { what: 'everything came to rest', problems: underWay },
      { what: 'every answer was one that the API promises', problems: ledger.surprises },
      acknowledgedCommands(ledger, log),
      refusedCommands(ledger, log),
      soundLog(log),
      soundRuns(log),
      await livingRuns(dataDir, log.launches()),
      await singleBuild(database),
      await documentsAsTheLogSays(database, stores['eventStore'] ?? ''),
      await gaplessFeed(log, {
        ...{ listener, projectId, userId: owner.userId },
        history: await projectHistory(owner, projectId),
      }),
    ];
  } finally {
    await database.close();
  }
};
