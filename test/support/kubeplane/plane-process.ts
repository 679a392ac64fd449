import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';

const GRACE_MS = 5_000;
const START_AGAIN_MS = 250;

/** One program of a cluster, ended by its own id. */
export class PlaneProcess {
  private child: ChildProcess;
  private closed: Promise<unknown>;
  private isWanted = true;
  private isSupervised = false;

  constructor(
    readonly name: string,
    /** The program's path and its arguments. */
    private readonly command: readonly [string, ...string[]],
    private readonly log: string,
    private readonly env: NodeJS.ProcessEnv = process.env,
  ) {
    this.child = this.spawn();
    this.closed = this.closing();
  }

  get pid(): number {
    if (this.child.pid === undefined) throw new Error(`${this.name} could not be started.`);
    return this.child.pid;
  }

  /** Killed without a word, `meanwhile` happens, then it is started again. */
  async restart(meanwhile: () => Promise<void> = () => Promise.resolve()): Promise<void> {
    await this.end('SIGKILL');
    await meanwhile();
    this.isWanted = true;
    this.start();
  }

  /** From now on it is started again when it ends by itself, as an orchestrator does: some do where the API server is away. */
  supervise(): void {
    this.isSupervised = true;
  }

  /** Throws where it has ended by itself, with its last words. */
  assertAlive(): void {
    if (!this.hasEnded || this.isSupervised) return;
    throw new Error(`${this.name} ended: ${readFileSync(this.log, 'utf8').slice(-2_000)}`);
  }

  private readonly kill = (): void => void this.child.kill('SIGKILL');

  async end(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    this.isWanted = false;
    process.off('exit', this.kill);
    if (this.hasEnded) return;
    this.child.kill(signal);
    const late = setTimeout(() => this.child.kill('SIGKILL'), GRACE_MS);
    await this.closed;
    clearTimeout(late);
  }

  private get hasEnded(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  private start(): void {
    this.child = this.spawn();
    this.closed = this.closing();
  }

  private async closing(): Promise<void> {
    // A test that is cut short leaves nothing running.
    process.once('exit', this.kill);
    await once(this.child, 'close').catch(() => undefined);
    process.off('exit', this.kill);
    if (this.isWanted && this.isSupervised) setTimeout(() => this.isWanted && this.start(), START_AGAIN_MS);
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
