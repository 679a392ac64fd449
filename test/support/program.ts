import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { packageDirectory } from '#libs/package';

/** Of the repository, with a slash at its end. */
export const root = `${packageDirectory}/`;

/** Below what tests wait for their hooks, so that a program that is too slow is named. A start is two CPU seconds, of which others leave few. */
const PATIENCE_MS = 45_000;

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ProgramOptions {
  /** Where its standard error goes, our own or a file; else it is kept. */
  readonly stderr?: 'inherit' | number;
  readonly nodeFlags?: readonly string[];
  /** Where it was built, from the repository's root and with a slash at its end; `NextVersion.path`. */
  readonly base?: string;
}

const running = new Set<ChildProcess>();
// whoever is cut short leaves nothing running
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** One of our built programs, as a person starts it; what it says is kept. */
export class Program {
  stdout = '';
  stderr = '';
  private readonly child: ChildProcess;
  private readonly closed: Promise<unknown>;

  /** `path` from the repository's root. */
  constructor(
    private readonly path: string,
    args: readonly string[] = [],
    env: NodeJS.ProcessEnv = {},
    options: ProgramOptions = {},
  ) {
    const { stderr, nodeFlags, base } = { stderr: 'pipe' as const, nodeFlags: [], base: '', ...options };
    this.child = spawn(process.execPath, [...nodeFlags, `${root}${base}${path}`, ...args], {
      env: { ...cleanEnvironment(), ...env },
      stdio: ['ignore', 'pipe', stderr],
    });
    this.child.stdout?.setEncoding('utf8').on('data', (text: string) => (this.stdout += text));
    this.child.stderr?.setEncoding('utf8').on('data', (text: string) => (this.stderr += text));
    running.add(this.child);
    this.closed = once(this.child, 'close').finally(() => running.delete(this.child));
    // one that cannot even be started fails whoever waits for it
    this.closed.catch(() => undefined);
  }

  get pid(): number {
    if (this.child.pid === undefined) throw new Error('it could not be started');
    return this.child.pid;
  }

  get hasEnded(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  /**
   * The first group of the line on standard output that matches, now or later. Rejects when it ends before it says that;
   * killed when it takes longer than `patienceMs`.
   */
  async says(line: RegExp, patienceMs = PATIENCE_MS): Promise<string> {
    let how = 'ended';
    const late = setTimeout(() => {
      how = `was killed after ${patienceMs} ms,`;
      this.child.kill('SIGKILL');
    }, patienceMs);
    try {
      for (let isOver = false; ; isOver = await this.saysMore()) {
        const [said, group] = line.exec(this.stdout) ?? [];
        if (said !== undefined) return group ?? said;
        if (isOver) throw new Error(`${this.path} ${how} before it said ${String(line)}: ${this.lastWords}`);
      }
    } finally {
      clearTimeout(late);
    }
  }

  private get lastWords(): string {
    return this.stderr || this.stdout || 'what it said is on its standard error';
  }

  /** Waits for more; true when there cannot be any. */
  private saysMore(): Promise<boolean> {
    const { stdout } = this.child;
    const over = this.closed.then(() => true);
    return stdout === null ? over : Promise.race([over, once(stdout, 'data').then(() => false)]);
  }

  /** Killed when it takes longer than `patienceMs`; its code is null then. */
  async ended(patienceMs = PATIENCE_MS): Promise<Ended> {
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

/** Settings of whoever runs the tests are none of ours, and a container engine that they have is not there for tests. */
const cleanEnvironment = (): NodeJS.ProcessEnv => {
  const { PATH, HOME, TMPDIR, LANG } = process.env;
  return { PATH, HOME, TMPDIR, LANG, SESSION_RUNTIME: 'local', IMAGE_CHECK: 'off' };
};
