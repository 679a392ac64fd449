import { statfs } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { bytesBelow } from './bytes-below.js';

/** How much of a machine's disk, which is not the session's own, repositories may take on their way. */
export interface CloneRoom {
  /** All of a session's together, bytes. */
  readonly maxBytes: number;
}

export type RoomProblem = 'too-large' | 'disk-full';

const FIRST_LOOK_MS = 250;
/** Looking is to cost a tenth of the time at most, however many files there are. */
const REST_PER_LOOK = 10;
const KEPT_FREE_BYTES = 2 ** 30;

/** Looks at a directory while something fills it, and says when it is to stop. */
export class RoomGuard {
  private readonly stopping = new AbortController();
  private readonly exceeding = new AbortController();
  private readonly looking: Promise<void>;

  constructor(
    private readonly directory: string,
    private readonly room: CloneRoom,
  ) {
    this.looking = this.lookAgainAndAgain();
  }

  /** Aborts where there is no more room, with the problem as its reason. */
  get signal(): AbortSignal {
    return this.exceeding.signal;
  }

  get problem(): RoomProblem | undefined {
    return this.signal.aborted ? (this.signal.reason as RoomProblem) : undefined;
  }

  /** Rejects where it has none now. */
  async assertRoom(): Promise<void> {
    if ((await this.look()) !== undefined) this.signal.throwIfAborted();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.looking;
  }

  private async look(): Promise<RoomProblem | undefined> {
    if (this.problem === undefined) {
      if (await this.isDiskFull()) this.exceeding.abort('disk-full');
      else if ((await bytesBelow(this.directory)) > this.room.maxBytes) this.exceeding.abort('too-large');
    }
    return this.problem;
  }

  private async isDiskFull(): Promise<boolean> {
    const { bsize, blocks, bavail } = await statfs(this.directory);
    return bavail * bsize < Math.min(KEPT_FREE_BYTES, (blocks * bsize) / 20);
  }

  private async lookAgainAndAgain(): Promise<void> {
    for (let restMs = FIRST_LOOK_MS; await this.rests(restMs); ) {
      const begun = performance.now();
      // what cannot be looked at, e.g. since it is gone, holds up no clone
      if ((await this.look().catch(() => undefined)) !== undefined) return;
      restMs = Math.max(FIRST_LOOK_MS, REST_PER_LOOK * (performance.now() - begun));
    }
  }

  private rests(ms: number): Promise<boolean> {
    const { signal } = this.stopping;
    return delay(ms, undefined, { signal }).then(
      () => true,
      () => false,
    );
  }
}
