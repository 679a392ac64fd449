import type { Timing } from '../supervising/timing.js';
import type { Cursor } from './cursor.js';

const PAUSE_MS = 1_000;

/**
 * A checkpoint that comes past what needs no work a moment later: a write for each such event would cost more than the event, and a
 * start that reads the last of them again loses nothing.
 */
export class PassingCheckpoint {
  private passed: bigint;
  private saving: Promise<void> | undefined;
  private failure: unknown;

  /** When the signal aborts, what was passed by then is saved at once. */
  constructor(
    private readonly cursor: Pick<Cursor, 'advance' | 'position'>,
    private readonly timing: Timing,
    private readonly signal: AbortSignal,
  ) {
    this.passed = cursor.position;
  }

  /** Everything up to here is dealt with. Throws what went wrong when it was saved the last time. */
  pass(position: bigint): void {
    if (this.failure !== undefined) throw this.failure as Error;
    this.passed = position;
    this.saving ??= this.saveLater();
  }

  /** Resolves when nothing is left to be saved. Throws as `pass`. */
  async saved(): Promise<void> {
    await this.saving;
    if (this.failure !== undefined) throw this.failure as Error;
  }

  private async saveLater(): Promise<void> {
    await this.timing.sleep(PAUSE_MS, this.signal);
    this.saving = undefined;
    try {
      await this.cursor.advance(this.passed);
    } catch (error) {
      this.failure = error;
    }
  }
}
