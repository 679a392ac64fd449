import { openSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from '../../support/free-port.js';
import { StandaloneProcess } from '../../support/standalone-process.js';
import { livingRuns } from './checks/living-runs.js';
import type { Addresses, Crash, CrashingSystem } from './crashing-system.js';
import { Latch } from './latch.js';
import { linesNaming } from './lines-naming.js';
import type { Random } from './random.js';
import type { RecordedLog } from './recorded-log.js';
import type { Verdict } from './verdict.js';

/** Some starts are not let become ready. */
const IN_VAIN = 0.15;
const IN_VAIN_MS = 1_500;

/** A standalone that is killed and started again over the same data directory and ports. */
export class CrashingStandalone implements CrashingSystem {
  private process: StandaloneProcess | undefined;
  private log: number | undefined;
  private readonly upLatch = new Latch();

  private constructor(
    readonly directory: string,
    private readonly env: NodeJS.ProcessEnv,
  ) {}

  static async in(directory: string, settings: NodeJS.ProcessEnv): Promise<CrashingStandalone> {
    // no JupyterLab and no git: sessions are the bundled file view, which starts quickly and everywhere
    const path = join(directory, 'empty-path');
    await mkdir(path, { recursive: true });
    const env = {
      PATH: path,
      HOME: directory,
      PORT: String(await freePort()),
      SESSIONS_PORT: String(await freePort()),
      DATA_DIR: join(directory, 'data'),
      MONGODB_DATABASE: 'crash',
      LOG_LEVEL: 'warn',
      ...settings,
    };
    return new CrashingStandalone(directory, env);
  }

  apiUrl(): string {
    return `http://127.0.0.1:${this.env['PORT'] ?? ''}`;
  }

  private get dataDirectory(): string {
    return this.env['DATA_DIR'] ?? '';
  }

  get database(): string {
    return this.env['MONGODB_DATABASE'] ?? '';
  }

  private get logFile(): string {
    return join(this.directory, 'standalone.log');
  }

  up(): Promise<void> {
    return this.upLatch.opened();
  }

  async start(): Promise<void> {
    try {
      await this.spawn().ready();
    } catch (cause) {
      const error = new Error(`the standalone does not start; what it said: ${this.logFile}`, { cause });
      this.upLatch.fail(error);
      throw error;
    }
    this.upLatch.open();
  }

  async crash(random: Random): Promise<Crash> {
    const killed = ['standalone'];
    await this.kill();
    if (random.chance(IN_VAIN)) {
      this.spawn();
      await new Promise((resolve) => setTimeout(resolve, random.below(IN_VAIN_MS)));
      await this.kill();
      killed.push('standalone');
    }
    const begun = performance.now();
    await this.start();
    return { killed, readyAgainMs: performance.now() - begun };
  }

  async stop(): Promise<void> {
    // whoever still waits for it, or repeats a request, is to give up: an open connection in use would hold it up
    this.upLatch.fail(new Error('the standalone was stopped'));
    await this.process?.end();
  }

  async token(user: string): Promise<string> {
    if (this.process === undefined) throw new Error('the standalone was never started');
    return this.process.token(user);
  }

  async addresses(): Promise<Addresses> {
    return JSON.parse(await readFile(join(this.dataDirectory, 'stores.json'), 'utf8')) as Addresses;
  }

  async remains(log: RecordedLog): Promise<Verdict[]> {
    return [await livingRuns(this.dataDirectory, log.launches())];
  }

  tracesOf(launchId: string): Promise<string[]> {
    return linesNaming(launchId, this.logFile);
  }

  private async kill(): Promise<void> {
    this.upLatch.close();
    await this.process?.end('SIGKILL');
  }

  private spawn(): StandaloneProcess {
    this.log ??= openSync(this.logFile, 'a');
    this.process = new StandaloneProcess(this.env, { stderr: this.log });
    return this.process;
  }
}
