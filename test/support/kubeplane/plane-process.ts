import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';

const GRACE_MS = 5_000;

/** One program of a cluster, ended by its own id. */
export class PlaneProcess {
  private child: ChildProcess;
  private closed: Promise<unknown>;

  constructor(
    readonly name: string,
    /** The program's path and its arguments. */
    private readonly command: readonly [string, ...string[]],
    private readonly log: string,
    private readonly env: NodeJS.ProcessEnv = process.env,
  ) {
    this.child = this.spawn();
    this.closed = once(this.child, 'close');
    // A test that is cut short leaves nothing running.
    process.once('exit', this.kill);
  }

  get pid(): number {
    if (this.child.pid === undefined) throw new Error(`${this.name} could not be started.`);
    return this.child.pid;
  }

  /** Killed without a word, `meanwhile` happens, then it is started again. */
  async restart(meanwhile: () => Promise<void> = () => Promise.resolve()): Promise<void> {
    await this.end('SIGKILL');
    await meanwhile();
    this.child = this.spawn();
    this.closed = once(this.child, 'close');
    process.once('exit', this.kill);
  }

  /** Throws where it has ended by itself, with its last words. */
  assertAlive(): void {
    if (this.child.exitCode === null && this.child.signalCode === null) return;
    throw new Error(`${this.name} ended: ${readFileSync(this.log, 'utf8').slice(-2_000)}`);
  }

  private readonly kill = (): void => void this.child.kill('SIGKILL');

  async end(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    process.off('exit', this.kill);
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    this.child.kill(signal);
    const late = setTimeout(() => this.child.kill('SIGKILL'), GRACE_MS);
    await this.closed;
    clearTimeout(late);
  }

  private spawn(): ChildProcess {
    const output = openSync(this.log, 'a');
    const [program, ...args] = this.command;
    const child = spawn(program, args, { env: this.env, stdio: ['ignore', output, output] });
    // One that cannot even be started fails whoever waits for the plane.
    child.on('error', () => undefined);
    closeSync(output);
    return child;
  }
}
