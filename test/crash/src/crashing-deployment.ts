import { openSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BalancedDeployment } from '../../support/balanced-deployment.js';
import { type MemberName, memberNames } from '../../support/deployment.js';
import { livingRuns } from './checks/living-runs.js';
import type { Addresses, Crash, CrashingSystem } from './crashing-system.js';
import { linesNaming } from './lines-naming.js';
import type { Random } from './random.js';
import type { RecordedLog } from './recorded-log.js';
import type { Verdict } from './verdict.js';

/** Some starts are not let become ready. */
const IN_VAIN = 0.15;
/** How long the others go on without it, at most. */
const DOWN_MS = 1_000;

const logOf = (directory: string, member: MemberName): string => join(directory, `${member}.log`);

/**
 * Two of each part as processes of their own, and the stores: one is killed at a time while the others go on.
 */
export class CrashingDeployment implements CrashingSystem {
  readonly database = 'crash';
  private broken: Error | undefined;

  private constructor(
    /** Everything that this run leaves on disk. */
    readonly directory: string,
    private readonly deployment: BalancedDeployment,
    private readonly killed: readonly MemberName[],
  ) {}

  /** `killed`: of which members one is chosen each time. */
  static async in(
    directory: string,
    settings: NodeJS.ProcessEnv,
    killed: readonly MemberName[] = memberNames,
  ): Promise<CrashingDeployment> {
    // no JupyterLab and no git: sessions are the bundled file view, which starts quickly and everywhere
    const path = join(directory, 'empty-path');
    await mkdir(path, { recursive: true });
    const deployment = await BalancedDeployment.in(
      join(directory, 'data'),
      { PATH: path, HOME: directory, MONGODB_DATABASE: 'crash', ...settings },
      (member) => ({ stderr: openSync(logOf(directory, member), 'a') }),
    );
    return new CrashingDeployment(directory, deployment, killed);
  }

  private get dataDirectory(): string {
    return this.deployment.members.dataDir;
  }

  async start(): Promise<void> {
    await this.deployment.members.start();
  }

  up(): Promise<void> {
    return this.broken === undefined ? Promise.resolve() : Promise.reject(this.broken);
  }

  apiUrl(): string {
    return this.deployment.url;
  }

  async crash(random: Random): Promise<Crash> {
    const member = random.pick(this.killed) ?? 'stores';
    const killed: string[] = [member];
    await this.deployment.members.kill(member);
    await new Promise((resolve) => setTimeout(resolve, random.below(DOWN_MS)));
    if (random.chance(IN_VAIN)) {
      this.deployment.members.spawn(member);
      await new Promise((resolve) => setTimeout(resolve, random.below(DOWN_MS)));
      await this.deployment.members.kill(member);
      killed.push(member);
    }
    const begun = performance.now();
    try {
      await this.deployment.members.startOne(member);
    } catch (cause) {
      this.broken = new Error(`${member} does not start`, { cause });
      throw this.broken;
    }
    return { killed, readyAgainMs: performance.now() - begun };
  }

  async stop(): Promise<void> {
    // whoever still repeats a request is to give up
    this.broken ??= new Error('the processes were stopped');
    await this.deployment.end();
  }

  token(user: string): Promise<string> {
    return this.deployment.members.token(user);
  }

  async addresses(): Promise<Addresses> {
    return JSON.parse(await readFile(join(this.dataDirectory, 'stores.json'), 'utf8')) as Addresses;
  }

  async remains(log: RecordedLog): Promise<Verdict[]> {
    return [await livingRuns(this.dataDirectory, log.launches())];
  }

  async tracesOf(launchId: string): Promise<string[]> {
    const lines = (['worker-1', 'worker-2'] as const).map((member) =>
      linesNaming(launchId, logOf(this.directory, member)),
    );
    return (await Promise.all(lines)).flat();
  }
}
