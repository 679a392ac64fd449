import type { AllStreamSubscription, Position, StreamSubscription } from '@eventstore/db-client';

/**
 * What a subscription delivered so far, in order: the types of events, `!confirmation`, `!caughtUp` and, where
 * `checkpointReached` is given to the filter, `!checkpoint`.
 */
export class Followed {
  readonly seen: string[] = [];
  readonly checkpoints: bigint[] = [];
  error: unknown;
  private changed: () => void = () => undefined;

  readonly checkpointReached = async (_subscription: unknown, position: Position): Promise<void> => {
    this.checkpoints.push(position.commit);
    this.note('!checkpoint');
    await Promise.resolve();
  };

  follow(subscription: StreamSubscription | AllStreamSubscription): this {
    // The client's typings offer these events one by one; what they carry is not needed here.
    const events = subscription as NodeJS.ReadableStream;
    events.on('confirmation', () => this.note('!confirmation'));
    events.on('caughtUp', () => this.note('!caughtUp'));
    events.on('data', (resolved: { event?: { type: string } }) => this.note(resolved.event?.type ?? '?'));
    events.on('error', (error: unknown) => {
      this.error = error;
      this.changed();
    });
    return this;
  }

  /**
   * Resolves once the types and marks seen end with `end`.
   * @throws the subscription's error when it ends before.
   */
  async until(...end: string[]): Promise<void> {
    const reached = () => end.every((mark, index) => this.seen.at(index - end.length) === mark);
    await this.untilTrue(() => reached() || this.error !== undefined);
    if (!reached()) throw this.error;
  }

  async untilError(): Promise<unknown> {
    await this.untilTrue(() => this.error !== undefined);
    return this.error;
  }

  /** The types of the events, as one text. */
  get types(): string {
    return this.seen.filter((mark) => !mark.startsWith('!')).join('');
  }

  private async untilTrue(condition: () => boolean): Promise<void> {
    while (!condition()) {
      await new Promise<void>((resolve) => {
        this.changed = resolve;
      });
    }
  }

  private note(mark: string): void {
    this.seen.push(mark);
    this.changed();
  }
}
