import type { ImageReferenceParts } from '#libs/image-registry';
import { domainOf } from '#libs/outbound';
import type { ImagePlace } from '../image-place.js';
import type { Progress } from '../read-image-contents.js';
import type { ReadingRow } from '../stored/rows.js';

interface Asked {
  /** Of its row. */
  readonly id: string;
  /** Of the row in which its contents will be. */
  readonly imageId: string;
  readonly image: ImageReferenceParts;
  readonly place: ImagePlace;
  /** Who asked first. */
  readonly by: string;
  /** The row of who did not go on reading. */
  readonly dead: ReadingRow | undefined;
  readonly now: number;
}

/** An image that this process reads, or will. */
export class Reading {
  readonly #ending = new AbortController();
  progress: Progress = { doneBytes: 0, totalBytes: 0 };
  isWaiting = true;
  /** When somebody asked last. */
  askedAt: number;

  constructor(readonly asked: Asked) {
    this.askedAt = asked.now;
  }

  /** Whoever shares a name's owner shares the places for reading. */
  get domain(): string {
    return domainOf(this.asked.image.registry.split(':')[0] ?? '');
  }

  get signal(): AbortSignal {
    return this.#ending.signal;
  }

  end(reason: Error): void {
    this.#ending.abort(reason);
  }
}
