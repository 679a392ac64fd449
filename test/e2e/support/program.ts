import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { until } from './until.js';

const root = new URL('../../../', import.meta.url).pathname;

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** One of our built programs, as a person starts it; what it says is kept. */
export class Program {
  stdout = '';
  stderr = '';
  private readonly child: ChildProcess;
  private readonly closed: Promise<unknown>;

  /** `path` from the repository's root. */
  constructor(path: string, args: readonly string[] = [], env: NodeJS.ProcessEnv = {}) {
    this.child = spawn(process.execPath, [`${root}${path}`, ...args], {
      env: { ...cleanEnvironment(), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child.stdout?.setEncoding('utf8').on('data', (text: string) => (this.stdout += text));
    this.child.stderr?.setEncoding('utf8').on('data', (text: string) => (this.stderr += text));
    this.closed = once(this.child, 'close');
  }

  get pid(): number {
    if (this.child.pid === undefined) throw new Error('it could not be started');
    return this.child.pid;
  }

  get hasEnded(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  /** The first group of the line on standard output that matches. Rejects when it ends before it said that. */
  async says(line: RegExp): Promise<string> {
    const match = await until(`${String(line)} on standard output`, () => {
      const found = line.exec(this.stdout);
      if (found === null && this.hasEnded) throw new Error(`it ended early and said: ${this.stderr || this.stdout}`);
      return found ?? undefined;
    });
    return match[1] ?? match[0];
  }

  /** Killed when it takes longer than `patienceMs`; its code is null then. */
  async ended(patienceMs = 20_000): Promise<Ended> {
    const timer = setTimeout(() => this.child.kill('SIGKILL'), patienceMs);
    await this.closed;
    clearTimeout(timer);
    return { code: this.child.exitCode, stdout: this.stdout, stderr: this.stderr };
  }

  async end(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<Ended> {
    if (!this.hasEnded) this.child.kill(signal);
    return this.ended();
  }
}

/** Settings of whoever runs the tests are none of ours. */
const cleanEnvironment = (): NodeJS.ProcessEnv => {
  const { PATH, HOME, TMPDIR, LANG } = process.env;
  return { PATH, HOME, TMPDIR, LANG };
};
