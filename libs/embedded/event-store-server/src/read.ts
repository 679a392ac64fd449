import type { Engine } from './engine.js';
import { OutgoingStream, type ReadCall } from './outgoing-stream.js';
import type { RecordedEvent } from './recorded-event.js';
import { isHiddenFromAll } from './stream-names.js';
import type { StreamReader } from './stream-reader.js';
import { subscribe } from './subscription.js';
import { callFailure } from './wire/call-failure.js';
import { parseReadRequest, type ReadRequest } from './wire/read-request.js';
import { encodeEvent, encodeStreamNotFound } from './wire/read-response.js';
import { stopping, streamDeleted } from './wire/rpc-error.js';

/** Streams/Read: reads of a stream or of `$all`, and subscriptions to them. */
export const read =
  (engine: Engine) =>
  (call: ReadCall): void => {
    const out = new OutgoingStream(call);
    const forget = engine.liveCalls.add(() => out.fail(stopping()));
    serve(call, out, engine)
      .catch((error: unknown) => {
        // A call that is over may fail at whatever it finds closed; nobody is there to be told.
        if (out.open) out.fail(callFailure(error, engine));
      })
      .finally(forget);
  };

const serve = async (call: ReadCall, out: OutgoingStream, engine: Engine): Promise<void> => {
  const request = parseReadRequest(call.request);
  engine.access.check(call.metadata, 'read', request.stream ?? '$all');
  if (request.limit === 'subscription') {
    await subscribe(request, out, engine);
    return;
  }
  const events = eventsOf(request, engine.reader);
  if (events) await sendEvents(events, request, request.limit, out, engine);
  else await out.send(encodeStreamNotFound(request.stream ?? ''));
  out.end();
};

const sendEvents = async (
  events: Iterable<RecordedEvent>,
  request: ReadRequest,
  limit: number,
  out: OutgoingStream,
  { reader, scheduler }: Engine,
): Promise<void> => {
  let wanted = limit;
  const timeSlice = scheduler.begin(out.connection);
  for (const event of events) {
    if (wanted === 0 || !out.open) return;
    const others = timeSlice.next();
    // even a promise that is there already would part what is sent in one go
    if (others) await others;
    if (!isWanted(event, request)) continue;
    const message = encodeEvent(request.resolveLinks ? reader.resolve(event) : { event }, request.uuids);
    const full = timeSlice.pause(out.send(message));
    if (full) await full;
    wanted -= 1;
  }
};

/** Undefined when there is no such stream. */
const eventsOf = (request: ReadRequest, reader: StreamReader): Iterable<RecordedEvent> | undefined =>
  request.stream === undefined ? eventsOfAll(request, reader) : eventsOfStream(request.stream, request, reader);

const isWanted = (event: RecordedEvent, { stream, filter }: ReadRequest): boolean =>
  stream !== undefined || (!isHiddenFromAll(event.stream) && (filter?.matches(event) ?? true));

const eventsOfStream = (
  stream: string,
  { from, backwards }: ReadRequest,
  reader: StreamReader,
): Iterable<RecordedEvent> | undefined => {
  const view = reader.view(stream);
  if (view.kind === 'deleted') throw streamDeleted(stream);
  if (view.kind === 'missing') return undefined;
  if (backwards) return reader.streamBackwards(stream, view, startingAt(from, 0));
  return from === 'end' ? [] : reader.streamForwards(stream, view, startingAt(from, 0));
};

/** Forwards the given position is included, backwards it is not. */
const eventsOfAll = ({ from, backwards }: ReadRequest, reader: StreamReader): Iterable<RecordedEvent> => {
  if (backwards) return reader.allBackwards(startingAt(from, 0));
  return from === 'end' ? [] : reader.allForwards(startingAt(from, 1) - 1);
};

const startingAt = (from: ReadRequest['from'], start: number): number => {
  if (from === 'end') return Number.MAX_SAFE_INTEGER;
  return from === 'start' ? start : from;
};
