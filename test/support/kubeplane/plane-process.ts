import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';

const GRACE_MS = 5_000;

/** One program of the control plane, ended by its own id. */
export class PlaneProcess {
  private readonly child: ChildProcess;
  private readonly closed: Promise<unknown>;

  constructor(
    binary: string,
    readonly name: string,
    flags: Readonly<Record<string, string>>,
    private readonly log: string,
  ) {
    const output = openSync(log, 'a');
    const args = [name, ...Object.entries(flags).map(([flag, value]) => `--${flag}=${value}`)];
    this.child = spawn(binary, args, { stdio: ['ignore', output, output] });
    closeSync(output);
    this.closed = once(this.child, 'close').catch(() => undefined);
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  /** Throws where it has ended by itself, with its last words. */
  assertAlive(): void {
    if (this.child.exitCode === null && this.child.signalCode === null) return;
    throw new Error(`${this.name} ended: ${readFileSync(this.log, 'utf8').slice(-2_000)}`);
  }

  async end(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    this.child.kill(signal);
    const late = setTimeout(() => this.child.kill('SIGKILL'), GRACE_MS);
    await this.closed;
    clearTimeout(late);
  }
}
