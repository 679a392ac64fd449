import shared from '@eventstore/db-client/generated/shared_pb.js';
import type streams from '@eventstore/db-client/generated/streams_pb.js';
import type { ServerDuplexStream } from '@grpc/grpc-js';
import type { Engine } from './engine.js';
import { PendingAppend } from './pending-append.js';
import type { AppendOutcome } from './stream-writer.js';
import { batchFailure, batchResponse } from './wire/batch-response.js';
import { callFailure } from './wire/call-failure.js';
import { stopping } from './wire/rpc-error.js';
import { StoreClosed, WriteTimeout } from './write-queue.js';

type BatchCall = ServerDuplexStream<streams.BatchAppendReq, streams.BatchAppendResp>;

/** Streams/BatchAppend: any number of appends on one long-lived call, answered as each is committed. */
export const batchAppend =
  (engine: Engine) =>
  (call: BatchCall): void => {
    new BatchAppendStream(call, engine).serve();
  };

class BatchAppendStream {
  private readonly pending = new Map<string, PendingAppend>();
  private writing = 0;
  private ended = false;

  constructor(
    private readonly call: BatchCall,
    private readonly engine: Engine,
  ) {}

  serve(): void {
    const forget = this.engine.liveCalls.add(() => {
      if (this.open) this.call.emit('error', stopping());
    });
    const over = () => {
      forget();
      for (const append of this.pending.values()) append.stopClock();
      this.pending.clear();
    };
    this.call.on('data', (message: streams.BatchAppendReq) => this.receive(message));
    this.call.on('end', () => {
      this.ended = true;
      this.endWhenDone();
    });
    this.call.on('cancelled', over).on('close', over);
  }

  private get open(): boolean {
    return !this.call.cancelled && !this.call.destroyed && !this.call.writableEnded;
  }

  private receive(message: streams.BatchAppendReq): void {
    const correlationId = message.getCorrelationId() ?? new shared.UUID();
    const key = Buffer.from(correlationId.serializeBinary()).toString('hex');
    const append = this.pending.get(key) ?? this.begin(key, correlationId, message);
    append.take(message);
    if (!message.getIsFinal()) return;
    this.pending.delete(key);
    append.stopClock();
    if (append.answered) return;
    this.write(append).catch((error: unknown) => callFailure(error, this.engine));
  }

  private begin(key: string, correlationId: shared.UUID, message: streams.BatchAppendReq): PendingAppend {
    const append = new PendingAppend(correlationId, message.getOptions(), (stream) =>
      this.engine.access.check(this.call.metadata, 'write', stream),
    );
    if (message.getIsFinal()) return append;
    // Its later parts are still taken, and dropped: a second answer would break the client.
    append.startClock(() => this.answer(batchFailure(append.reply, new WriteTimeout('The append was not completed.'))));
    this.pending.set(key, append);
    return append;
  }

  private async write(append: PendingAppend): Promise<void> {
    this.writing += 1;
    try {
      this.answer(batchResponse(append.reply, await this.commit(append)));
    } catch (error) {
      // A stopping server ends the whole stream with CANCELLED, which tells more than an answer could.
      if (error instanceof StoreClosed) return;
      this.answer(batchFailure(append.reply, error instanceof WriteTimeout ? error : callFailure(error, this.engine)));
    } finally {
      this.writing -= 1;
      this.endWhenDone();
    }
  }

  private async commit(append: PendingAppend): Promise<AppendOutcome> {
    const { stream, expected } = append.reply;
    const events = append.completeEvents();
    return this.engine.queue.submit(append.deadline, (writer) => writer.append(stream, expected, events));
  }

  private answer(response: streams.BatchAppendResp): void {
    if (this.open) this.call.write(response);
  }

  private endWhenDone(): void {
    if (this.ended && this.writing === 0 && this.open) this.call.end();
  }
}
