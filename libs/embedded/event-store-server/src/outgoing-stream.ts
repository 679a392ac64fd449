import type streams from '@eventstore/db-client/generated/streams_pb.js';
import type { ServerWritableStream } from '@grpc/grpc-js';
import type { RpcError } from './wire/rpc-error.js';

export type ReadCall = ServerWritableStream<streams.ReadReq, Buffer>;

/** The answers of one Read call. Nothing is sent once it was ended or the client has gone. */
export class OutgoingStream {
  /** Which connection the call came by. */
  readonly connection: string;
  private ended = false;

  constructor(private readonly call: ReadCall) {
    this.connection = call.getPeer();
  }

  get open(): boolean {
    return !this.ended && !this.call.cancelled && !this.call.destroyed;
  }

  /** Sends one message; resolves when the client can take more. Returns at once, without a promise, when it can now. */
  send(message: Buffer): Promise<void> | undefined {
    if (!this.open || this.call.write(message)) return undefined;
    return this.until((done) => {
      this.call.once('drain', done);
      return () => this.call.off('drain', done);
    });
  }

  /** Resolves when `listen` calls back, or when the call is over; `listen` returns how to stop listening. */
  until(listen: (done: () => void) => () => void): Promise<void> {
    if (!this.open) return Promise.resolve();
    return new Promise((resolve) => {
      const done = () => {
        stop();
        this.call.off('cancelled', done).off('close', done);
        resolve();
      };
      const stop = listen(done);
      this.call.on('cancelled', done).on('close', done);
    });
  }

  end(): void {
    if (!this.open) return;
    this.ended = true;
    this.call.end();
  }

  fail(error: RpcError): void {
    if (!this.open) return;
    this.ended = true;
    this.call.emit('error', error);
  }
}
