import { BACKWARDS, END, type EventStoreDBClient, type Position } from '@eventstore/db-client';
import { isOurs, type LogMessage, positionOf } from '#libs/event-sourcing';
import { within } from './within.js';

/** Enough where a follower has just told how far it is; where it has not, larger pages follow. */
const FIRST_PAGE = 32;
const PAGE = 1_000;

interface Known {
  /** Of our newest event up to `upTo`; 0n where there is none. */
  readonly newest: bigint;
  /** Everything up to here was looked at. */
  readonly upTo: bigint;
}

interface Place {
  readonly stream: string;
  readonly position: Position;
}

/**
 * Where our streams end in a log that others write to as well. The client cannot filter such a reading, so it goes backwards
 * from the log's end through what others wrote, and remembers how far it was: an event of others is looked at once, by this
 * reading or by a follower, whom the server spares it.
 */
export class LogEnd {
  private known: Known = { newest: 0n, upTo: 0n };
  private reading: Promise<bigint> = Promise.resolve(0n);
  private next: Promise<bigint> | undefined;

  /** @param timeoutMs for each page */
  constructor(
    private readonly client: EventStoreDBClient,
    private readonly prefixes: readonly string[],
    private readonly timeoutMs: number,
  ) {}

  /**
   * The position of our newest event, 0n where there is none. Whoever asks while the log is being read waits for the reading
   * after that one, which may have missed what they know of. Throws EventStoreUnavailableError and the client's errors.
   */
  newest(): Promise<bigint> {
    const read = (): Promise<bigint> => {
      this.next = undefined;
      this.reading = this.read();
      return this.reading;
    };
    this.next ??= this.reading.then(read, read);
    return this.next;
  }

  /** What a follower was told that has seen everything of ours since `start`, in order. */
  saw(message: LogMessage, start: bigint): void {
    const position = positionOf(message);
    if (position === undefined || position <= this.known.upTo) return;
    if (message.kind !== 'checkpoint') this.known = { newest: position, upTo: position };
    else if (start <= this.known.upTo) this.known = { newest: this.known.newest, upTo: position };
  }

  private async read(): Promise<bigint> {
    const known = this.known;
    const end = await this.page(FIRST_PAGE);
    const upTo = end[0]?.position.commit ?? 0n;
    // A log that ends earlier than it did is another one: a restored backup.
    const newest = await this.search(end, upTo < known.upTo ? { newest: 0n, upTo: 0n } : known);
    if (upTo >= this.known.upTo || upTo < known.upTo) this.known = { newest, upTo };
    return newest;
  }

  private async search(end: readonly Place[], known: Known): Promise<bigint> {
    let page = end;
    for (let size = FIRST_PAGE; ; size = PAGE) {
      for (const { stream, position } of page) {
        if (position.commit <= known.upTo) return known.newest;
        if (isOurs(stream, this.prefixes)) return position.commit;
      }
      const last = page.at(-1);
      if (last === undefined || page.length < size) return 0n;
      page = await this.page(PAGE, last.position);
    }
  }

  /** Newest first, without the event at `before`. */
  private page(maxCount: number, before?: Position): Promise<Place[]> {
    const read = async (): Promise<Place[]> => {
      const page: Place[] = [];
      const fromPosition = before ?? END;
      // To its end: a reading that is left early is never finished by the client, which would then hang on closing.
      for await (const { event } of this.client.readAll({ direction: BACKWARDS, fromPosition, maxCount }))
        if (event !== undefined) page.push({ stream: event.streamId, position: event.position });
      return page;
    };
    return within(this.timeoutMs, 'reading the end of the log', read());
  }
}
