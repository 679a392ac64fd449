import { openSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from '../../support/free-port.js';
import { StandaloneProcess } from '../../support/standalone-process.js';
import { Gate } from './gate.js';

export interface Addresses {
  readonly eventStore: string;
  readonly mongodb: string;
}

/** A standalone that is killed and started again over the same data directory and ports. */
export class CrashingStandalone {
  private process: StandaloneProcess | undefined;
  private log: number | undefined;
  private readonly whenUp = new Gate();

  private constructor(
    /** Everything that this run leaves on disk. */
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

  get url(): string {
    return `http://127.0.0.1:${this.env['PORT'] ?? ''}`;
  }

  get dataDirectory(): string {
    return this.env['DATA_DIR'] ?? '';
  }

  get database(): string {
    return this.env['MONGODB_DATABASE'] ?? '';
  }

  get logFile(): string {
    return join(this.directory, 'standalone.log');
  }

  /** Resolves when it answers, now or after a crash. Rejects when it cannot be started any more. */
  up(): Promise<void> {
    return this.whenUp.pass();
  }

  /** Resolves when it is ready: after how many milliseconds. */
  async start(): Promise<number> {
    const begun = performance.now();
    try {
      await this.spawn().ready();
    } catch (cause) {
      const error = new Error(`the standalone does not start; what it said: ${this.logFile}`, { cause });
      this.whenUp.break(error);
      throw error;
    }
    this.whenUp.open();
    return performance.now() - begun;
  }

  /** Starts it and kills it after that time, ready or not. */
  async startInVain(killAfterMs: number): Promise<void> {
    this.spawn();
    await new Promise((resolve) => setTimeout(resolve, killAfterMs));
    await this.kill();
  }

  /** `kill -9`. */
  async kill(): Promise<void> {
    this.whenUp.close();
    await this.process?.end('SIGKILL');
  }

  /** As an operator stops it. */
  async stop(): Promise<void> {
    // whoever still waits for it, or repeats a request, is to give up: an open connection in use would hold it up
    this.whenUp.break(new Error('the standalone was stopped'));
    await this.process?.end();
  }

  async token(user: string): Promise<string> {
    if (this.process === undefined) throw new Error('the standalone was never started');
    return this.process.token(user);
  }

  async addresses(): Promise<Addresses> {
    return JSON.parse(await readFile(join(this.dataDirectory, 'standalone.json'), 'utf8')) as Addresses;
  }

  private spawn(): StandaloneProcess {
    this.log ??= openSync(this.logFile, 'a');
    this.process = new StandaloneProcess(this.env, { stderr: this.log });
    return this.process;
  }
}
