import type { EventStore } from '#libs/event-sourcing';

/** When editors are told of images, as the log has it. */
export class ToldImages {
  readonly #ending = new AbortController();
  readonly #waiting = new Map<string, (at: number) => void>();
  readonly #following: Promise<void>;

  constructor(events: EventStore, after: bigint) {
    this.#following = this.#follow(events, after);
  }

  /** `performance.now()` when the first editor is told of the image. */
  of(digest: string): Promise<number> {
    return new Promise((resolve) => this.#waiting.set(digest, resolve));
  }

  async close(): Promise<void> {
    this.#ending.abort();
    await this.#following;
  }

  async #follow(events: EventStore, after: bigint): Promise<void> {
    for await (const message of events.follow({ after, signal: this.#ending.signal })) {
      if (message.kind !== 'event' || message.event.type !== 'NotificationRaised') continue;
      const { digest } = (message.event.data as { image: { digest: string } }).image;
      this.#waiting.get(digest)?.(performance.now());
      this.#waiting.delete(digest);
    }
  }
}
