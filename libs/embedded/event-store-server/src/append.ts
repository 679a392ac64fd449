import shared from '@eventstore/db-client/generated/shared_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { ServerReadableStream, sendUnaryData } from '@grpc/grpc-js';
import type { MemoryShare } from '#libs/embedded/memory-budget';
import type { Engine } from './engine.js';
import type { ExpectedRevision } from './stream-rules.js';
import type { AppendOutcome } from './stream-writer.js';
import type { AppendRequest } from './wire/append-request.js';
import { callFailure } from './wire/call-failure.js';
import { expectedRevisionOf } from './wire/expected-revision.js';
import { ProposedEvents, tooManyProperties } from './wire/proposed-event.js';
import { clientLeft, incompleteForTooLong, invalidArgument, stopping, streamDeleted } from './wire/rpc-error.js';
import { writableStreamNameOf } from './wire/stream-name.js';

type AppendCall = ServerReadableStream<AppendRequest, streams.AppendResp>;

interface Append {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly proposed: ProposedEvents;
}

/** Streams/Append: one append a call; the options come first, then the events one by one. */
export const append =
  (engine: Engine) =>
  (call: AppendCall, reply: sendUnaryData<streams.AppendResp>): void => {
    answerOf(call, engine)
      .then((response) => reply(null, response))
      .catch((error: unknown) => reply(callFailure(error, engine)));
  };

/** Fails, whatever the append is waiting for, when the server stops or the append's memory is needed. */
const answerOf = (call: AppendCall, engine: Engine): Promise<streams.AppendResp> =>
  new Promise((answer, fail) => {
    const forget = engine.liveCalls.add(() => fail(stopping()));
    const memory = engine.incompleteAppends.begin(() => fail(incompleteForTooLong()));
    serve(call, memory, engine)
      .then(answer, fail)
      .finally(() => {
        forget();
        memory.end();
      });
  });

const serve = async (call: AppendCall, memory: MemoryShare, engine: Engine): Promise<streams.AppendResp> => {
  const { stream, expected, proposed } = await receive(call, memory, engine);
  const deadline = performance.now() + engine.writeTimeout;
  const outcome = await engine.queue.submit(deadline, (writer) => writer.append(stream, expected, proposed.events));
  return responseTo(stream, expected, outcome);
};

/** Reads the call to its end even when it fails early: an answer in the middle would break the client's writing. */
const receive = async (call: AppendCall, memory: MemoryShare, engine: Engine): Promise<Append> => {
  let append: Append | undefined;
  let failure: unknown;
  for await (const message of messagesOf(call)) {
    if (failure !== undefined) continue;
    try {
      if (append) append.proposed.add(eventOf(message));
      else append = begin(message, call, memory, engine);
    } catch (error) {
      [append, failure] = [undefined, error];
      memory.end();
    }
  }
  if (failure !== undefined) throw failure as Error;
  if (!append) throw invalidArgument('The append has no options.');
  return append;
};

async function* messagesOf(call: AppendCall): AsyncGenerator<AppendRequest, void> {
  try {
    yield* call as AsyncIterable<AppendRequest>;
  } catch {
    throw clientLeft();
  }
}

const begin = ({ message }: AppendRequest, call: AppendCall, memory: MemoryShare, engine: Engine): Append => {
  const options = message.getOptions();
  if (!options) throw optionsFirst();
  const stream = writableStreamNameOf(options.getStreamIdentifier());
  engine.access.check(call.metadata, 'write', stream);
  return {
    stream,
    expected: expectedRevisionOf(options),
    proposed: new ProposedEvents(engine.maxAppendSize, memory),
  };
};

const eventOf = ({ message, hasExcess }: AppendRequest): streams.AppendReq.ProposedMessage => {
  if (hasExcess) throw tooManyProperties();
  const event = message.getProposedMessage();
  if (!event) throw optionsFirst();
  return event;
};

const optionsFirst = () => invalidArgument('The options of an append come first and once, then its events.');

const responseTo = (stream: string, expected: ExpectedRevision, outcome: AppendOutcome): streams.AppendResp => {
  switch (outcome.kind) {
    case 'appended':
      return new streams.AppendResp().setSuccess(success(outcome.revision, outcome.position));
    case 'nothing to append':
      return new streams.AppendResp().setSuccess(nothingAppended(outcome.current));
    case 'wrong expected revision':
      return new streams.AppendResp().setWrongExpectedVersion(conflict(expected, outcome.current));
    case 'stream deleted':
      throw streamDeleted(stream);
  }
};

const success = (revision: number, position: number): streams.AppendResp.Success =>
  new streams.AppendResp.Success()
    .setCurrentRevision(String(revision))
    .setPosition(
      new streams.AppendResp.Position().setCommitPosition(String(position)).setPreparePosition(String(position)),
    );

const nothingAppended = (current: number): streams.AppendResp.Success => {
  const response = new streams.AppendResp.Success().setNoPosition(new shared.Empty());
  return current < 0 ? response.setNoStream(new shared.Empty()) : response.setCurrentRevision(String(current));
};

/** Each fact twice: the fields named after the release 20.6.0 serve clients of that age. */
const conflict = (expected: ExpectedRevision, current: number): streams.AppendResp.WrongExpectedVersion => {
  const response = new streams.AppendResp.WrongExpectedVersion();
  if (current < 0) response.setCurrentNoStream(new shared.Empty()).setNoStream2060(new shared.Empty());
  else response.setCurrentRevision(String(current)).setCurrentRevision2060(current);
  switch (expected) {
    case 'any':
      return response.setExpectedAny(new shared.Empty()).setAny2060(new shared.Empty());
    case 'stream_exists':
      return response.setExpectedStreamExists(new shared.Empty()).setStreamExists2060(new shared.Empty());
    case 'no_stream':
      return response.setExpectedNoStream(new shared.Empty());
    default:
      return response.setExpectedRevision(String(expected)).setExpectedRevision2060(expected);
  }
};
