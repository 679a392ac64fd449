import shared from '@eventstore/db-client/generated/shared_pb.js';
import type streams from '@eventstore/db-client/generated/streams_pb.js';
import type { ServerDuplexStream } from '@grpc/grpc-js';
import type { Engine } from './engine.js';
import { PendingAppend } from './pending-append.js';
import type { AppendOutcome } from './stream-writer.js';
import type { BatchRequest } from './wire/batch-request.js';
import { batchFailure, batchResponse } from './wire/batch-response.js';
import { callFailure } from './wire/call-failure.js';
import { stopping } from './wire/rpc-error.js';
import { StoreClosed } from './write-queue.js';

type BatchCall = ServerDuplexStream<BatchRequest, streams.BatchAppendResp>;

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
      for (const append of this.pending.values()) append.end();
      this.pending.clear();
    };
    this.call.on('data', (request: BatchRequest) => this.receive(request));
    this.call.on('drain', () => this.call.resume());
    this.call.on('end', () => {
      this.ended = true;
      this.endWhenDone();
    });
    this.call.on('cancelled', over).on('close', over);
  }

  private get open(): boolean {
    return !this.call.cancelled && !this.call.destroyed && !this.call.writableEnded;
  }

  private receive(request: BatchRequest): void {
    const correlationId = request.message.getCorrelationId() ?? new shared.UUID();
    const key = Buffer.from(correlationId.serializeBinary()).toString('hex');
    const append = this.pending.get(key) ?? this.begin(key, correlationId, request);
    // Late parts of an append that was answered are dropped: a second answer would break the client.
    if (!append) return;
    try {
      this.engine.access.check(this.call.metadata, 'write', append.stream);
      append.take(request);
    } catch (error) {
      this.refuse(key, append, error);
    }
    if (!request.message.getIsFinal() || !this.settle(key)) return;
    this.write(append).catch((error: unknown) => callFailure(error, this.engine));
  }

  private begin(
    key: string,
    correlationId: shared.UUID,
    { message, timeout }: BatchRequest,
  ): PendingAppend | undefined {
    const options = message.getOptions();
    if (!options) return undefined;
    const append = new PendingAppend(correlationId, options, timeout, this.engine, (reason) =>
      this.refuse(key, append, reason),
    );
    this.pending.set(key, append);
    return append;
  }

  /** Answers an append whose later parts may still come. */
  private refuse(key: string, append: PendingAppend, reason: unknown): void {
    if (this.settle(key)) this.answer(batchFailure(append.reply, callFailure(reason, this.engine)));
  }

  /** False when the append was answered already. */
  private settle(key: string): boolean {
    this.pending.get(key)?.end();
    return this.pending.delete(key);
  }

  private async write(append: PendingAppend): Promise<void> {
    this.writing += 1;
    try {
      this.answer(batchResponse(append.reply, await this.commit(append)));
    } catch (error) {
      // A stopping server ends the whole stream with UNAVAILABLE, which tells more than an answer could.
      if (error instanceof StoreClosed) return;
      this.answer(batchFailure(append.reply, callFailure(error, this.engine)));
    } finally {
      this.writing -= 1;
      this.endWhenDone();
    }
  }

  private async commit({ reply, events, deadline }: PendingAppend): Promise<AppendOutcome> {
    const { stream, expected } = reply;
    return this.engine.queue.submit(deadline, (writer) => writer.append(stream, expected, events));
  }

  private answer(response: streams.BatchAppendResp): void {
    // Who does not read the answers is not read either: they would fill our memory.
    if (this.open && !this.call.write(response)) this.call.pause();
  }

  private endWhenDone(): void {
    if (this.ended && this.writing === 0 && this.open) this.call.end();
  }
}
