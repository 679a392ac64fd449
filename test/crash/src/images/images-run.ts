import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ledger } from '../api-user.js';
import { CrashingDeployment } from '../crashing-deployment.js';
import { type Killing, killRepeatedly } from '../kill-repeatedly.js';
import { Random } from '../random.js';
import { signIn } from '../sign-in.js';
import type { Verdict } from '../verdict.js';
import { CodeHost } from './code-host.js';
import { ImageUser } from './image-user.js';
import { SharedProject } from './shared-project.js';
import { verifyImages } from './verify-images.js';

interface Options extends Killing {
  readonly seed: number;
}

const PROJECTS = 3;
/** While the last images are pushed, before everything comes to rest. */
const LAST_KILLS = 3;
const members = ['stores', 'api-1', 'api-2', 'worker-1', 'worker-2'] as const;

/**
 * Kills parts of a system while code repositories are pushed to, their images are built, told of and chosen, and verifies what is left.
 * Whatever it started is ended when it resolves or rejects; its files stay where something was wrong.
 */
export const imagesRun = async (options: Options): Promise<Verdict[]> => {
  const directory = await mkdtemp(join(tmpdir(), 'renku-sessions-crash-images-'));
  const settings = { CODE_HOSTS_FILE: join(directory, 'code-hosts.json'), IMAGE_CHECK: 'on', IMAGE_POLL: '1' };
  const system = await CrashingDeployment.in(directory, settings, members);
  const random = new Random(options.seed);
  let host: CodeHost | undefined;
  let verdicts: Verdict[] = [];
  try {
    host = await CodeHost.start(system.apiUrl(), random);
    await host.describeIn(directory);
    await system.start();
    verdicts = await use(system, host, random, options);
    return verdicts;
  } finally {
    await system.stop();
    await host?.close();
    const isGood = verdicts.length > 0 && verdicts.every(({ problems }) => problems.length === 0);
    if (isGood) await rm(directory, { recursive: true, force: true });
    else options.tell(`what is left of it: ${directory}`);
  }
};

const use = async (
  system: CrashingDeployment,
  host: CodeHost,
  random: Random,
  options: Options,
): Promise<Verdict[]> => {
  const ledger = new Ledger();
  const people = await signIn(system, ledger);
  const projects: SharedProject[] = [];
  for (let count = 0; count < PROJECTS; count += 1) projects.push(await SharedProject.of(people, host.repositories));
  const others = people.map(({ user }) => user.userId).filter((userId) => userId !== people[0]?.user.userId);
  const users = people.map(
    ({ user }) => new ImageUser({ user, projects, others, random: new Random(random.below(2 ** 32)) }),
  );
  for (const project of projects) await users[0]?.add(project);
  const lives = Promise.all([host, ...users].map((one) => one.live()));
  lives.catch(() => undefined);
  await killRepeatedly(system, options, random, ledger);
  for (const one of [host, ...users]) one.end();
  await lives;
  const lastKills = killRepeatedly(system, { ...options, kills: LAST_KILLS }, random, ledger);
  return verifyImages({ system, host, ledger, lastKills });
};
