import type shared from '@eventstore/db-client/generated/shared_pb.js';
import type streams from '@eventstore/db-client/generated/streams_pb.js';
import type { MemoryShare } from '#libs/embedded/memory-budget';
import type { Engine } from './engine.js';
import type { ProposedEvent } from './recorded-event.js';
import type { ExpectedRevision } from './stream-rules.js';
import type { BatchRequest } from './wire/batch-request.js';
import type { BatchReply } from './wire/batch-response.js';
import { ProposedEvents, tooManyProperties } from './wire/proposed-event.js';
import { incompleteForTooLong } from './wire/rpc-error.js';
import { writableStreamNameOf } from './wire/stream-name.js';
import { unsignedNumber } from './wire/unsigned-number.js';
import { WriteTimeout } from './write-queue.js';

type Options = streams.BatchAppendReq.Options;

/** An append of a batch stream while its parts arrive. */
export class PendingAppend {
  readonly reply: BatchReply;
  /** By the monotonic clock, in ms. */
  readonly deadline: number;
  private readonly proposed: ProposedEvents;
  private readonly memory: MemoryShare;
  private readonly clock: NodeJS.Timeout;

  /** @param giveUp is called when its parts took too long, or too much memory, before {@link end} was. */
  constructor(
    correlationId: shared.UUID,
    private readonly options: Options,
    timeout: number | undefined,
    { writeTimeout, maxAppendSize, incompleteAppends }: Engine,
    giveUp: (reason: Error) => void,
  ) {
    const wait = Math.max(0, Math.min(writeTimeout, timeout ?? timeUntilDeadline(options) ?? writeTimeout));
    this.deadline = performance.now() + wait;
    this.reply = { correlationId, stream: nameOf(options), expected: expectedOf(options) };
    this.memory = incompleteAppends.begin(() => giveUp(incompleteForTooLong()));
    this.proposed = new ProposedEvents(maxAppendSize, this.memory);
    this.clock = setTimeout(() => giveUp(new WriteTimeout('The append was not completed.')), wait);
  }

  /** @throws RpcError when the stream cannot be written. */
  get stream(): string {
    return writableStreamNameOf(this.options.getStreamIdentifier());
  }

  get events(): readonly ProposedEvent[] {
    return this.proposed.events;
  }

  /** @throws RpcError when an event is malformed or the append too large. */
  take({ message, hasExcess }: BatchRequest): void {
    if (hasExcess) throw tooManyProperties();
    for (const event of message.getProposedMessagesList()) this.proposed.add(event);
  }

  end(): void {
    clearTimeout(this.clock);
    this.memory.end();
  }
}

/** As it was sent, for the answer: whether it can be written is another question. */
const nameOf = (options: Options): string =>
  Buffer.from(options.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString('utf8');

const timeUntilDeadline = (options: Options): number | undefined => {
  const deadline = options.getDeadline()?.toDate().getTime();
  return deadline === undefined ? undefined : deadline - Date.now();
};

const expectedOf = (options: Options): ExpectedRevision => {
  if (options.hasStreamPosition()) return unsignedNumber(options.getStreamPosition());
  if (options.hasNoStream()) return 'no_stream';
  return options.hasStreamExists() ? 'stream_exists' : 'any';
};
