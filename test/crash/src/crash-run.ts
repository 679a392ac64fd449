import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endSessions } from '../../support/session-processes.js';
import { ApiUser, Ledger } from './api-user.js';
import { CrashingCluster } from './crashing-cluster.js';
import { CrashingDeployment } from './crashing-deployment.js';
import { CrashingStandalone } from './crashing-standalone.js';
import type { CrashingSystem } from './crashing-system.js';
import { habits } from './habits.js';
import { LiveUser } from './live-user.js';
import { Random } from './random.js';
import { ResumingListener } from './resuming-listener.js';
import type { Verdict } from './verdict.js';
import { type Listening, verifyRun } from './verify-run.js';
import { World } from './world.js';

const targets = {
  standalone: { system: CrashingStandalone, runningPerUser: 2, habits: habits.everyday },
  processes: { system: CrashingDeployment, runningPerUser: 2, habits: habits.everyday },
  kubernetes: { system: CrashingCluster, runningPerUser: 20, habits: habits.launching },
} as const;

const PEOPLE = ['grace', 'linus', 'ada', 'audrey'];
const CLIENTS_EACH = 2;
const LOAD_MS = 1_500;
const TOLD_EVERY = 10;

export interface CrashRunOptions {
  /** It goes on until there were so many kills, and so many launches were asked for. */
  readonly kills?: number;
  readonly launches?: number;
  readonly seed: number;
  /** One standalone; its parts as processes of their own; these with a cluster for their sessions. */
  readonly target?: keyof typeof targets;
  /** How long the load may go on between two kills, at most; 1500 ms. */
  readonly loadMs?: number;
  readonly tell: (line: string) => void;
  /** Ends it before its time: it rejects. */
  readonly signal?: AbortSignal;
}

/**
 * Loads a system with users, kills it or its parts again and again, and verifies what is left. Rejects when it cannot be started any
 * more. Whatever it started is ended when it resolves or rejects; its files stay where something was wrong.
 */
export const crashRun = async (options: CrashRunOptions): Promise<Verdict[]> => {
  const { seed, tell, target = 'standalone' } = options;
  const { runningPerUser, ...chosen } = targets[target];
  const directory = await mkdtemp(join(tmpdir(), 'renku-sessions-crash-'));
  const settings = { MAX_RUNNING_PER_USER: String(runningPerUser) };
  const system: CrashingSystem = await chosen.system.in(directory, settings);
  let listening: Listening | undefined;
  let verdicts: Verdict[] = [];
  try {
    await system.start();
    const ledger = new Ledger();
    const random = new Random(seed);
    const users = await signIn(system, ledger);
    const world = await begin(users);
    listening = await listen(system, users, world);
    const living = users.map(({ user, person }) => {
      const own = new Random(random.below(2 ** 32));
      return new LiveUser({ user, person, world, ledger, random: own, habits: chosen.habits });
    });
    const lives = Promise.all(living.map((user) => user.live()));
    lives.catch(() => undefined);
    await crash(system, options, random, ledger);
    for (const user of living) user.end();
    await lives;
    verdicts = await verifyRun(system, ledger, { listening, runningPerUser });
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

/** Kills until it is enough. */
const crash = async (
  system: CrashingSystem,
  { kills = 0, launches = 0, loadMs = LOAD_MS, tell, signal }: CrashRunOptions,
  random: Random,
  ledger: Ledger,
): Promise<void> => {
  const isEnough = (): boolean => all.length >= kills && ledger.launches >= launches;
  const begun = performance.now();
  const all: string[] = [];
  let told = 0;
  while (!isEnough()) {
    signal?.throwIfAborted();
    // the load between two kills, not a wait for anything
    await new Promise((resolve) => setTimeout(resolve, random.below(loadMs)));
    const { killed, readyAgainMs } = await system.crash(random);
    all.push(...killed);
    if (all.length < told + TOLD_EVERY) continue;
    told = all.length;
    const seconds = ((performance.now() - begun) / 1000).toFixed(0).padStart(4);
    const last = `${killed.at(-1) ?? ''} ready again in ${readyAgainMs.toFixed(0)} ms`;
    tell(`${seconds} s  ${told} kills, ${ledger.summary}; ${last}`);
  }
  tell(`killed: ${countEach(all)}; ${ledger.summary}`);
};

const countEach = (names: readonly string[]): string =>
  [...new Set(names)]
    .sort()
    .map((name) => `${name} ${names.filter((one) => one === name).length}`)
    .join(', ');
