import type shared from '@eventstore/db-client/generated/shared_pb.js';
import type streams from '@eventstore/db-client/generated/streams_pb.js';
import type { ProposedEvent } from './recorded-event.js';
import type { ExpectedRevision } from './stream-rules.js';
import type { BatchReply } from './wire/batch-response.js';
import { ProposedEvents } from './wire/proposed-event.js';
import { invalidArgument } from './wire/rpc-error.js';
import { streamNameOf, writableStreamNameOf } from './wire/stream-name.js';
import { unsignedNumber } from './wire/unsigned-number.js';
import { WRITE_TIMEOUT_MS } from './write-timeout.js';

/** An append of a batch stream while its parts arrive. The first failure is kept and answered at the end. */
export class PendingAppend {
  readonly reply: BatchReply;
  /** In ms since 1970. */
  readonly deadline: number;
  /** True once the deadline passed before the last part came. */
  answered = false;
  private readonly proposed = new ProposedEvents();
  private failure: Error | undefined;
  private clock: NodeJS.Timeout | undefined;

  /** @param authorize throws when the caller may not write to the stream. */
  constructor(
    correlationId: shared.UUID,
    options: streams.BatchAppendReq.Options | undefined,
    authorize: (stream: string) => void,
  ) {
    const latest = Date.now() + WRITE_TIMEOUT_MS;
    this.deadline = Math.min(latest, requestedDeadline(options) ?? latest);
    this.reply = { correlationId, stream: this.streamOf(options, authorize), expected: expectedOf(options) };
  }

  take(message: streams.BatchAppendReq): void {
    if (this.failure || this.answered) return;
    this.attempt(() => {
      for (const event of message.getProposedMessagesList()) this.proposed.add(event);
    });
  }

  /** @throws the first failure of any of the parts. */
  completeEvents(): readonly ProposedEvent[] {
    if (this.failure) throw this.failure;
    return this.proposed.events;
  }

  startClock(timeout: () => void): void {
    this.clock = setTimeout(
      () => {
        this.answered = true;
        timeout();
      },
      Math.max(0, this.deadline - Date.now()),
    );
  }

  stopClock(): void {
    clearTimeout(this.clock);
  }

  private streamOf(options: streams.BatchAppendReq.Options | undefined, authorize: (stream: string) => void): string {
    let stream = '';
    this.attempt(() => {
      if (!options) throw invalidArgument('The append begins without options.');
      stream = streamNameOf(options.getStreamIdentifier());
      authorize(writableStreamNameOf(options.getStreamIdentifier()));
    });
    return stream;
  }

  private attempt(step: () => void): void {
    try {
      step();
    } catch (error) {
      this.failure ??= error as Error;
    }
  }
}

const requestedDeadline = (options: streams.BatchAppendReq.Options | undefined): number | undefined =>
  options?.getDeadline()?.toDate().getTime();

const expectedOf = (options: streams.BatchAppendReq.Options | undefined): ExpectedRevision => {
  if (options?.hasStreamPosition()) return unsignedNumber(options.getStreamPosition());
  if (options?.hasNoStream()) return 'no_stream';
  return options?.hasStreamExists() ? 'stream_exists' : 'any';
};
