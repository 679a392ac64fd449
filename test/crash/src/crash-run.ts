import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endSessions } from '../../support/session-processes.js';
import { Ledger } from './api-user.js';
import { CrashingCluster } from './crashing-cluster.js';
import { CrashingDeployment } from './crashing-deployment.js';
import { CrashingStandalone } from './crashing-standalone.js';
import type { CrashingSystem } from './crashing-system.js';
import { habits } from './habits.js';
import { type Killing, killRepeatedly } from './kill-repeatedly.js';
import { LiveUser } from './live-user.js';
import { Random } from './random.js';
import { ResumingListener } from './resuming-listener.js';
import { type SignedIn, signIn } from './sign-in.js';
import type { Verdict } from './verdict.js';
import { type Listening, verifyRun } from './verify-run.js';
import { World } from './world.js';

const targets = {
  standalone: { system: CrashingStandalone, runningPerUser: 2, habits: habits.everyday },
  processes: { system: CrashingDeployment, runningPerUser: 2, habits: habits.everyday },
  kubernetes: { system: CrashingCluster, runningPerUser: 20, habits: habits.launching },
} as const;

export interface CrashRunOptions extends Killing {
  readonly seed: number;
  /** One standalone; its parts as processes of their own; these with a cluster for their sessions. */
  readonly target?: keyof typeof targets;
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
    await killRepeatedly(system, options, random, ledger);
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
