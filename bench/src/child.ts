import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const programPath = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** For whoever looks for the cause of a number: `BENCH_NODE_FLAGS='--cpu-prof --cpu-prof-dir=…' npm run bench`. */
const nodeFlags = process.env['BENCH_NODE_FLAGS']?.split(' ') ?? [];

/** A program of ours in a process of its own. */
export class Child {
  private constructor(
    private readonly process: ChildProcess,
    /** What it said when it was ready. */
    readonly ready: string,
    readonly startMs: number,
  ) {}

  /** Resolves with its first line that matches: the first group of it is what it said. */
  static async start(
    path: string,
    env: NodeJS.ProcessEnv,
    readyLine: RegExp,
    args: readonly string[] = [],
  ): Promise<Child> {
    const begun = performance.now();
    const child = spawn(process.execPath, [...nodeFlags, programPath(path), ...args], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    // whatever happens to us, it does not stay behind
    process.once('exit', () => child.kill('SIGKILL'));
    for await (const line of createInterface({ input: child.stdout })) {
      const [, said] = readyLine.exec(line) ?? [];
      if (said === undefined) continue;
      child.stdout.resume();
      return new Child(child, said, performance.now() - begun);
    }
    throw new Error(`${path} ended before it was ready; what it said is above`);
  }

  /** Resident memory, bytes. */
  async residentBytes(): Promise<number> {
    const status = await readFile(`/proc/${this.process.pid ?? 0}/status`, 'utf8');
    return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? Number.NaN) * 1024;
  }

  async stop(): Promise<void> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    this.process.kill('SIGTERM');
    await once(this.process, 'exit');
  }
}

export interface Standalone {
  readonly child: Child;
  readonly url: string;
  token(user: string): Promise<string>;
}

/** A standalone as `npm start` runs it, on free ports. */
export const startStandalone = async (dataDir: string): Promise<Standalone> => {
  const env = { PORT: '0', LOG_LEVEL: 'error', DATA_DIR: dataDir, MONGODB_DATABASE: 'bench' };
  const child = await Child.start('apps/standalone/src/main.js', env, /^renku-sessions ready (http:\S+)$/);
  const url = child.ready;
  return {
    child,
    url,
    token: async (user) => {
      const path = programPath('apps/standalone/src/token.js');
      const run = promisify(execFile)(process.execPath, [path, user], {
        env: { ...process.env, ...env, PORT: new URL(url).port },
      });
      return (await run).stdout.trim();
    },
  };
};

/** An embedded server alone in a process; its connection string is in `ready`. */
export const startServer = (kind: 'event-store' | 'documents', dataDir: string): Promise<Child> =>
  Child.start('bench/src/server.js', {}, /^ready (\S+)$/, [kind, dataDir]);
