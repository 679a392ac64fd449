import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { domainProjections } from '#libs/domain';
import { connectReadModels } from '#libs/read-models';
import { endSessions } from '../../support/session-processes.js';
import { within } from '../../support/until.js';
import { ApiUser, Ledger } from './api-user.js';
import { acknowledgedCommands, refusedCommands } from './checks/acknowledged-commands.js';
import { gaplessFeed } from './checks/gapless-feed.js';
import { livingRuns } from './checks/living-runs.js';
import { rebuiltReadModels } from './checks/rebuilt-read-models.js';
import { soundLog, soundRuns } from './checks/sound-log.js';
import { CrashingDeployment } from './crashing-deployment.js';
import { CrashingStandalone } from './crashing-standalone.js';
import type { CrashingSystem } from './crashing-system.js';
import { LiveUser } from './live-user.js';
import { Random } from './random.js';
import { RecordedLog } from './recorded-log.js';
import { ResumingListener } from './resuming-listener.js';
import { isSettled } from './settled.js';
import type { Verdict } from './verdict.js';
import { World } from './world.js';

const PEOPLE = ['grace', 'linus', 'ada', 'audrey'];
const CLIENTS_EACH = 2;
const RUNNING_PER_USER = 2;
const LOAD_MS = 1_500;
const SETTLE_MS = 90_000;
const TOLD_EVERY = 10;

export interface CrashRunOptions {
  readonly kills: number;
  readonly seed: number;
  /** The parts as processes of their own, instead of one standalone. */
  readonly processes?: boolean;
  /** How long the load may go on between two kills, at most; 1500 ms. */
  readonly loadMs?: number;
  readonly tell: (line: string) => void;
  /** Ends it before its time: it rejects. */
  readonly signal?: AbortSignal;
}

interface Listening {
  readonly listener: ResumingListener;
  readonly projectId: string;
  readonly owner: ApiUser;
}

/**
 * Loads a system with users, kills it or its parts again and again, and verifies what is left. Rejects when it cannot be started any
 * more. Whatever it started is ended when it resolves or rejects; its files stay where something was wrong.
 */
export const crashRun = async ({
  kills,
  seed,
  processes = false,
  loadMs = LOAD_MS,
  tell,
  signal,
}: CrashRunOptions): Promise<Verdict[]> => {
  const directory = await mkdtemp(join(tmpdir(), 'renku-sessions-crash-'));
  const settings = { MAX_RUNNING_PER_USER: String(RUNNING_PER_USER) };
  const system: CrashingSystem = await (processes ? CrashingDeployment : CrashingStandalone).in(directory, settings);
  let listening: Listening | undefined;
  let verdicts: Verdict[] = [];
  try {
    await system.start();
    const ledger = new Ledger();
    const random = new Random(seed);
    const users = await signIn(system, ledger);
    const world = await begin(users);
    listening = await listen(system, users, world);
    const living = users.map(
      ({ user, person }) => new LiveUser({ user, person, world, ledger, random: new Random(random.below(2 ** 32)) }),
    );
    const lives = Promise.all(living.map((user) => user.live()));
    lives.catch(() => undefined);
    await crash(system, { kills, loadMs, random, tell, signal, ledger });
    for (const user of living) user.end();
    await lives;
    verdicts = await verify(system, ledger, listening);
    return verdicts;
  } finally {
    listening?.listener.close();
    await system.stop();
    await endSessions(directory);
    const isGood = verdicts.length > 0 && verdicts.every(({ problems }) => problems.length === 0);
    if (isGood) await rm(directory, { recursive: true, force: true });
    else tell(`what is left of it: ${directory}`);
  }
};

interface SignedIn {
  readonly user: ApiUser;
  readonly person: string;
  readonly token: string;
}

const signIn = async (system: CrashingSystem, ledger: Ledger): Promise<SignedIn[]> => {
  const signedIn: SignedIn[] = [];
  for (const person of PEOPLE) {
    const token = await system.token(person);
    const me = await new ApiUser(system, ledger, token, person, '').get<{ userId: string }>('/me');
    if (me === undefined) throw new Error(`${person} cannot sign in`);
    for (let client = 1; client <= CLIENTS_EACH; client += 1) {
      const user = new ApiUser(system, ledger, token, `${person}${client}`, me.userId);
      signedIn.push({ user, person, token });
    }
  }
  return signedIn;
};

const begin = async (users: readonly SignedIn[]): Promise<World> => {
  const catalogue = await users[0]?.user.get<{ environmentId: string }[]>('/environments');
  const environment = catalogue?.[0];
  if (environment === undefined) throw new Error('the catalogue is empty');
  return new World(environment.environmentId, new Map(users.map(({ person, user }) => [person, user.userId])));
};

/** A project that all work on, listened to by its owner from the first event on. */
const listen = async (system: CrashingSystem, users: readonly SignedIn[], world: World): Promise<Listening> => {
  const [first] = users;
  const made = await first?.user.command('POST', '/projects', { name: 'Watched', visibility: 'private' });
  if (first === undefined || made === undefined) throw new Error('no project can be created');
  const { projectId } = made.body as { projectId: string };
  for (const [person, userId] of world.people)
    if (person !== first.person)
      await first.user.command('PUT', `/projects/${projectId}/members/${userId}`, { role: 'editor' });
  world.projects.push({ projectId, owner: first.person, sessions: new Set() });
  const listener = new ResumingListener(() => system.apiUrl(), first.token, projectId);
  return { listener, projectId, owner: first.user };
};

interface Crashing extends Pick<CrashRunOptions, 'kills' | 'tell'> {
  readonly loadMs: number;
  readonly signal: AbortSignal | undefined;
  readonly random: Random;
  readonly ledger: Ledger;
}

const crash = async (
  system: CrashingSystem,
  { kills, loadMs, random, tell, signal, ledger }: Crashing,
): Promise<void> => {
  const begun = performance.now();
  let done = 0;
  let told = 0;
  while (done < kills) {
    signal?.throwIfAborted();
    // the load between two kills, not a wait for anything
    await new Promise((resolve) => setTimeout(resolve, random.below(loadMs)));
    const { killed, readyAgainMs } = await system.crash(random);
    done += killed.length;
    if (done < told + TOLD_EVERY && done < kills) continue;
    told = done;
    const seconds = ((performance.now() - begun) / 1000).toFixed(0).padStart(4);
    const commands = `${ledger.acknowledged.length} commands acknowledged, ${ledger.refused.length} refused`;
    tell(
      `${seconds} s  ${done} kills, ${commands}; ${killed.at(-1) ?? ''} ready again in ${readyAgainMs.toFixed(0)} ms`,
    );
  }
};

const verify = async (system: CrashingSystem, ledger: Ledger, listening: Listening): Promise<Verdict[]> => {
  const { eventStore, mongodb } = await system.addresses();
  const settled = await within(SETTLE_MS, async () => {
    const log = await RecordedLog.read(eventStore);
    return isSettled(log.launches(), RUNNING_PER_USER) && log;
  });
  const log = settled ?? (await RecordedLog.read(eventStore));
  const launches = log.launches();
  const underWay = launches.filter(({ status }) => !['running', 'paused', 'inactive', 'failed'].includes(status));
  const database = connectReadModels({ url: mongodb, projections: domainProjections, databaseName: system.database });
  try {
    const isProjected = await database.readModels.waitFor(log.head, SETTLE_MS);
    const { listener, projectId, owner } = listening;
    return [
      {
        what: `everything came to rest (${launches.length} launches, ${underWay.length} wait for a place)`,
        problems: [
          ...(settled === undefined ? underWay.map((l) => `launch ${l.launchId}: ${l.status} ${l.phase ?? ''}`) : []),
          ...(isProjected ? [] : ['the read models do not catch up with the log']),
        ],
      },
      { what: 'every answer was one that the API promises', problems: ledger.surprises },
      acknowledgedCommands(ledger, log),
      refusedCommands(ledger, log),
      soundLog(log),
      soundRuns(log),
      await livingRuns(system.dataDirectory, launches),
      await rebuiltReadModels(database),
      await gaplessFeed(log, { listener, projectId, userId: owner.userId, history: await history(owner, projectId) }),
    ];
  } finally {
    await database.close();
  }
};

const history = async (owner: ApiUser, projectId: string): Promise<bigint[]> => {
  const positions: bigint[] = [];
  for (;;) {
    const after = positions.at(-1) ?? 0n;
    const page = await owner.get<{ position: string }[]>(`/projects/${projectId}/history?after=${after}&limit=100`);
    if (page === undefined || page.length === 0) return positions;
    positions.push(...page.map(({ position }) => BigInt(position)));
  }
};
