import { randomUUID } from 'node:crypto';
import type { Engine } from './engine.js';
import type { Filter } from './filter.js';
import type { OutgoingStream } from './outgoing-stream.js';
import type { RecordedEvent } from './recorded-event.js';
import { isHiddenFromAll } from './stream-names.js';
import type { ReadRequest, Start } from './wire/read-request.js';
import {
  encodeCaughtUp,
  encodeCheckpoint,
  encodeConfirmation,
  encodeEvent,
  type Reached,
} from './wire/read-response.js';
import { streamDeleted } from './wire/rpc-error.js';

/**
 * Serves a subscription until its client leaves: confirmation, history, caught up, then what is committed.
 * It pulls from the log at the client's pace, so it cannot overflow and never falls behind.
 * @throws RpcError stream-deleted when the stream is, or gets, tombstoned.
 */
export const subscribe = async (request: ReadRequest, out: OutgoingStream, engine: Engine): Promise<void> => {
  const source =
    request.stream === undefined
      ? new AllSource(request, engine)
      : new StreamSource(request.stream, request.from, engine);
  await out.send(encodeConfirmation(randomUUID()));
  while (out.open) {
    if (await sendMore(source, request, out, engine)) continue;
    // A look that found nothing is followed by waiting without a pause between: no commit can slip through.
    if (source.live) await out.until((done) => engine.signal.onCommit(request.stream, done));
    else await announceCaughtUp(source, out);
  }
};

/** Sends what there is after the last event passed; false when there was nothing. */
const sendMore = async (
  source: Source,
  { resolveLinks, uuids }: ReadRequest,
  out: OutgoingStream,
  { reader, scheduler }: Engine,
): Promise<boolean> => {
  const timeSlice = scheduler.begin(out.connection);
  const send = (message: Buffer) => timeSlice.pause(out.send(message));
  let considered = false;
  for (const event of source.more()) {
    considered = true;
    const others = timeSlice.next();
    if (others) await others;
    if (!out.open) break;
    const full = source.wants(event) && send(encodeEvent(resolveLinks ? reader.resolve(event) : { event }, uuids));
    // even a promise that is there already would part what is sent in one go
    if (full) await full;
    const checkpoint = source.passed(event);
    if (checkpoint !== undefined) await send(encodeCheckpoint(checkpoint, Date.now()));
  }
  return considered;
};

const announceCaughtUp = async (source: Source, out: OutgoingStream): Promise<void> => {
  const checkpoint = source.caughtUp();
  if (checkpoint !== undefined) await out.send(encodeCheckpoint(checkpoint, Date.now()));
  await out.send(encodeCaughtUp(source.reached, Date.now()));
};

/** Where a subscription's events come from, and how far it has come. Checkpoints are positions in the log. */
interface Source {
  readonly live: boolean;
  readonly reached: Reached;
  /** The events after the last one passed. */
  more(): Iterable<RecordedEvent>;
  wants(event: RecordedEvent): boolean;
  /** Notes that the event was dealt with; returns the checkpoint that is now due. */
  passed(event: RecordedEvent): number | undefined;
  /** Notes that all history was dealt with; returns the checkpoint that goes before the announcement. */
  caughtUp(): number | undefined;
}

class StreamSource implements Source {
  live = false;
  private revision: number;

  constructor(
    private readonly stream: string,
    from: Start,
    private readonly engine: Engine,
  ) {
    this.revision = startAfter(from, -1, engine.reader.lastRevision(stream));
  }

  get reached(): Reached {
    return this.revision < 0 ? {} : { revision: this.revision };
  }

  *more(): Generator<RecordedEvent, void> {
    const { reader } = this.engine;
    const view = reader.view(this.stream);
    if (view.kind === 'deleted') throw streamDeleted(this.stream);
    if (view.kind === 'missing' || view.last <= this.revision) return;
    // Whoever follows live sees each event, also those that the next one truncates.
    const visible = this.live ? { ...view, first: 0 } : view;
    yield* reader.streamForwards(this.stream, visible, this.revision + 1);
  }

  wants(): boolean {
    return true;
  }

  passed(event: RecordedEvent): undefined {
    this.revision = event.revision;
  }

  caughtUp(): undefined {
    this.live = true;
  }
}

class AllSource implements Source {
  live = false;
  private readonly filter: Filter | undefined;
  private position: number;
  private considered = 0;
  /** The last event considered; checkpoints never go back nor repeat. */
  private last: number;
  private checkpoint: number;

  constructor(
    { from, filter }: ReadRequest,
    private readonly engine: Engine,
  ) {
    const { lastPosition } = engine.reader;
    this.position = startAfter(from, 0, lastPosition);
    this.filter = filter;
    this.last = this.position;
    // A subscriber from the end learns by the first checkpoint where that was.
    this.checkpoint = from === 'end' ? 0 : this.position;
  }

  get reached(): Reached {
    return this.last > 0 ? { position: this.last } : {};
  }

  more(): Iterable<RecordedEvent> {
    const { reader } = this.engine;
    return reader.lastPosition > this.position ? reader.allForwards(this.position) : [];
  }

  wants(event: RecordedEvent): boolean {
    return !isHiddenFromAll(event.stream) && (this.filter?.matches(event) ?? true);
  }

  passed(event: RecordedEvent): number | undefined {
    this.position = event.position;
    if (isHiddenFromAll(event.stream)) return undefined;
    this.last = event.position;
    this.considered += 1;
    return this.filter && this.considered >= this.filter.checkpointInterval ? this.nextCheckpoint() : undefined;
  }

  caughtUp(): number | undefined {
    this.live = true;
    return this.filter && this.last > this.checkpoint ? this.nextCheckpoint() : undefined;
  }

  private nextCheckpoint(): number {
    this.considered = 0;
    this.checkpoint = this.last;
    return this.last;
  }
}

/** Subscriptions begin after the revision or position they are given. */
const startAfter = (from: Start, beforeFirst: number, last: number): number => {
  if (from === 'start') return beforeFirst;
  return from === 'end' ? last : from;
};
