import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { ServerUnaryCall, sendUnaryData } from '@grpc/grpc-js';
import type { Engine } from './engine.js';
import { isMetadataStream } from './stream-names.js';
import type { ExpectedRevision } from './stream-rules.js';
import type { DeleteOutcome, StreamWriter } from './stream-writer.js';
import { callFailure } from './wire/call-failure.js';
import { expectedRevisionOf } from './wire/expected-revision.js';
import { invalidArgument, streamDeleted, wrongExpectedRevision } from './wire/rpc-error.js';
import { writableStreamNameOf } from './wire/stream-name.js';

type Request = streams.DeleteReq | streams.TombstoneReq;
type Remove = (writer: StreamWriter, stream: string, expected: ExpectedRevision) => DeleteOutcome;

/** Streams/Delete: the soft delete. */
export const deleteStream =
  (engine: Engine) =>
  (call: ServerUnaryCall<streams.DeleteReq, streams.DeleteResp>, reply: sendUnaryData<streams.DeleteResp>): void => {
    serve(call, engine, (writer, stream, expected) => writer.delete(stream, expected))
      .then((position) =>
        reply(
          null,
          new streams.DeleteResp().setPosition(
            new streams.DeleteResp.Position().setCommitPosition(position).setPreparePosition(position),
          ),
        ),
      )
      .catch((error: unknown) => reply(callFailure(error, engine)));
  };

/** Streams/Tombstone: the stream ends for good. */
export const tombstone =
  (engine: Engine) =>
  (
    call: ServerUnaryCall<streams.TombstoneReq, streams.TombstoneResp>,
    reply: sendUnaryData<streams.TombstoneResp>,
  ): void => {
    serve(call, engine, (writer, stream, expected) => writer.tombstone(stream, expected))
      .then((position) =>
        reply(
          null,
          new streams.TombstoneResp().setPosition(
            new streams.TombstoneResp.Position().setCommitPosition(position).setPreparePosition(position),
          ),
        ),
      )
      .catch((error: unknown) => reply(callFailure(error, engine)));
  };

/** Returns the position of the event that records the removal. */
const serve = async (call: ServerUnaryCall<Request, unknown>, engine: Engine, remove: Remove): Promise<string> => {
  const options = call.request.getOptions();
  if (!options) throw invalidArgument('The delete has no options.');
  const stream = writableStreamNameOf(options.getStreamIdentifier());
  if (isMetadataStream(stream)) throw invalidArgument(`${stream} holds metadata and cannot be deleted.`);
  engine.access.check(call.metadata, 'delete', stream);
  const expected = expectedRevisionOf(options);
  const deadline = performance.now() + engine.writeTimeout;
  const outcome = await engine.queue.submit(deadline, (writer) => remove(writer, stream, expected));
  switch (outcome.kind) {
    case 'deleted':
      return String(outcome.position);
    case 'stream deleted':
      throw streamDeleted(stream);
    case 'wrong expected revision':
      throw wrongExpectedRevision(stream, expected, outcome.current);
  }
};
