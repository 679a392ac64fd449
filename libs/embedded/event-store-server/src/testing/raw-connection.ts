import { once } from 'node:events';
import { type ClientHttp2Session, type ClientHttp2Stream, connect, constants } from 'node:http2';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';

const subscription = (stream: string): Buffer => {
  const options = new streams.ReadReq.Options()
    .setStream(
      new streams.ReadReq.Options.StreamOptions().setStreamIdentifier(
        new shared.StreamIdentifier().setStreamName(Buffer.from(stream)),
      ),
    )
    .setUuidOption(new streams.ReadReq.Options.UUIDOption().setString(new shared.Empty()))
    .setNoFilter(new shared.Empty())
    .setSubscription(new streams.ReadReq.Options.SubscriptionOptions());
  const message = new streams.ReadReq().setOptions(options).serializeBinary();
  const prefix = Buffer.alloc(5);
  prefix.writeUInt32BE(message.length, 1);
  return Buffer.concat([prefix, message]);
};

/** One HTTP/2 connection to the server, for what depends on which frames travel together. */
export class RawConnection {
  private constructor(private readonly session: ClientHttp2Session) {}

  /** Connects, and waits for the limits that the server states. */
  static async open(port: number): Promise<RawConnection> {
    const session = connect(`http://127.0.0.1:${port}`);
    await once(session, 'remoteSettings');
    return new RawConnection(session);
  }

  /** Sends the request for a subscription to a stream. */
  subscribe(stream: string): ClientHttp2Stream {
    const call = this.session.request({
      ':method': 'POST',
      ':path': '/event_store.client.streams.Streams/Read',
      'content-type': 'application/grpc',
      te: 'trailers',
    });
    call.end(subscription(stream));
    return call;
  }

  /** Ends a call, as a client that loses interest does. What is sent in the same turn of the event loop travels with it. */
  cancel(call: ClientHttp2Stream): void {
    call.on('error', () => undefined);
    call.close(constants.NGHTTP2_CANCEL);
  }

  close(): void {
    this.session.destroy();
  }
}
