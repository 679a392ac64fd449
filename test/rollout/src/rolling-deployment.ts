import { openSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { BalancedDeployment } from '../../support/balanced-deployment.js';
import type { Deployment, MemberName } from '../../support/deployment.js';
import { Program } from '../../support/program.js';
import { until } from '../../support/until.js';

/** The members that may be of another version: the second of each kind. */
const others: readonly MemberName[] = ['api-2', 'worker-2', 'gateway-2'];

/** How long the read models of a version may take to be built. */
const BUILD_MS = 120_000;
/** How long they may take to show what was written until an API started. */
const CATCH_UP_MS = 60_000;

/** Stores, and up to two APIs, workers and gateways: the first ones of this version, the second ones of another. */
export class RollingDeployment {
  private constructor(
    private readonly balanced: BalancedDeployment,
    /** Where the other version is. */
    private readonly version: { base: string },
  ) {}

  static async in(directory: string, settings: NodeJS.ProcessEnv): Promise<RollingDeployment> {
    const path = join(directory, 'empty-path');
    await mkdir(path, { recursive: true });
    const version = { base: '' };
    const balanced = await BalancedDeployment.in(
      join(directory, 'data'),
      { PATH: path, HOME: directory, MONGODB_DATABASE: 'rollout', SHUTDOWN_DELAY: '1', ...settings },
      (member) => ({
        stderr: openSync(join(directory, `${member}.log`), 'a'),
        base: others.includes(member) ? version.base : '',
      }),
    );
    return new RollingDeployment(balanced, version);
  }

  get deployment(): Deployment {
    return this.balanced.members;
  }

  get url(): string {
    return this.balanced.url;
  }

  /** Of the second members that are started from now on. */
  otherVersion(base: string): void {
    this.version.base = base;
  }

  /** One after the other; each is ready, as an orchestrator asks it, before the next. */
  async start(...members: readonly MemberName[]): Promise<void> {
    for (const member of members) {
      await this.deployment.startOne(member);
      await until(`${member} is ready`, () => this.isReady(member), CATCH_UP_MS);
    }
  }

  /** As an orchestrator ends it. */
  async stop(member: MemberName): Promise<void> {
    await this.deployment.process(member).end();
  }

  /** `renku-sessions projections build` of the other version. */
  async build(): Promise<string> {
    const env = { DATA_DIR: this.deployment.dataDir, MONGODB_DATABASE: 'rollout' };
    const program = new Program('dist/programs/renku-sessions.js', ['projections', 'build'], env, this.version);
    const { code, stdout, stderr } = await program.ended(BUILD_MS);
    if (code !== 0) throw new Error(`projections build ended with ${String(code)}: ${stderr}`);
    return stdout.trim().split('\n').at(-1) ?? '';
  }

  end(): Promise<void> {
    return this.balanced.end();
  }

  private async isReady(member: MemberName): Promise<boolean> {
    const { ok } = await fetch(`${this.deployment.operationsUrl(member)}/readyz`);
    return ok;
  }
}
