import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { freePort } from './free-port.js';
import { Gate } from './gate.js';

/** Compiled, also where this file itself runs from its source. */
const program = (name: string): string => {
  const dist = import.meta.url.endsWith('.ts') ? '../../../dist/' : '../../../';
  return fileURLToPath(new URL(`${dist}apps/standalone/src/${name}.js`, import.meta.url));
};

const START_MS = 60_000;

export interface Addresses {
  readonly eventStore: string;
  readonly mongodb: string;
}

/** A standalone as `npm start` runs it, that is killed and started again over the same data directory and ports. */
export class CrashingStandalone {
  private child: ChildProcess | undefined;
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
    const child = this.spawn();
    const ready = await this.readyLine(child);
    if (!ready) {
      const error = new Error(`the standalone does not start; what it said: ${this.logFile}`);
      this.whenUp.break(error);
      throw error;
    }
    child.stdout?.resume();
    this.whenUp.open();
    return performance.now() - begun;
  }

  /** Starts it and kills it after that time, ready or not. */
  async startInVain(killAfterMs: number): Promise<void> {
    const child = this.spawn();
    child.stdout?.resume();
    await new Promise((resolve) => setTimeout(resolve, killAfterMs));
    await this.kill();
  }

  /** `kill -9`. */
  async kill(): Promise<void> {
    this.whenUp.close();
    await this.end('SIGKILL');
  }

  /** As an operator stops it. Resolves with its exit code. */
  async stop(): Promise<number | null | undefined> {
    // whoever still waits for it, or repeats a request, is to give up: an open connection in use would hold it up
    this.whenUp.break(new Error('the standalone was stopped'));
    return this.end('SIGTERM');
  }

  async token(user: string): Promise<string> {
    const run = promisify(execFile)(process.execPath, [program('token'), user], { env: this.env });
    return (await run).stdout.trim();
  }

  async addresses(): Promise<Addresses> {
    return JSON.parse(await readFile(join(this.dataDirectory, 'standalone.json'), 'utf8')) as Addresses;
  }

  private spawn(): ChildProcess {
    this.log ??= openSync(this.logFile, 'a');
    this.child = spawn(process.execPath, [program('main')], { env: this.env, stdio: ['ignore', 'pipe', this.log] });
    return this.child;
  }

  private async readyLine({ stdout }: ChildProcess): Promise<boolean> {
    if (stdout === null) return false;
    const late = setTimeout(() => this.child?.kill('SIGKILL'), START_MS);
    try {
      for await (const line of createInterface({ input: stdout }))
        if (line.startsWith('renku-sessions ready ')) return true;
      return false;
    } finally {
      clearTimeout(late);
    }
  }

  private async end(signal: NodeJS.Signals): Promise<number | null | undefined> {
    const { child } = this;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return child?.exitCode;
    const exited = once(child, 'exit') as Promise<[number | null]>;
    child.kill(signal);
    return (await exited)[0];
  }
}
