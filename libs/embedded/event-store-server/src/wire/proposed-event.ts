import type shared from '@eventstore/db-client/generated/shared_pb.js';
import type { MemoryShare } from '#libs/embedded/memory-budget';
import type { ProposedEvent } from '../recorded-event.js';
import { LONGEST_NAME } from './longest-name.js';
import { invalidArgument, maximumAppendSizeExceeded, missingProperty } from './rpc-error.js';
import { uuidText } from './uuid.js';

/** The message of both append calls, which differ in their classes only. */
export interface ProposedMessage {
  getId(): shared.UUID | undefined;
  getMetadataMap(): { get(key: string): string | undefined };
  getCustomMetadata_asU8(): Uint8Array;
  getData_asU8(): Uint8Array;
}

/** @throws RpcError when the id or a required property is missing. */
const proposedEvent = (message: ProposedMessage): ProposedEvent => {
  const properties = message.getMetadataMap();
  const type = properties.get('type');
  const contentType = properties.get('content-type');
  if (!type || !contentType) throw missingProperty();
  if (type.length > LONGEST_NAME) {
    throw invalidArgument(`The type of an event has at most ${LONGEST_NAME} characters, not ${type.length}.`);
  }
  if (type.includes('\0')) throw invalidArgument('The type of an event has no null characters.');
  const id = uuidText(message.getId());
  if (id === undefined) throw invalidArgument('An event needs a UUID as its id.');
  return {
    id,
    type,
    isJson: contentType === 'application/json',
    data: message.getData_asU8(),
    metadata: message.getCustomMetadata_asU8(),
  };
};

const memoryOf = (event: ProposedEvent): number => event.data.length + event.metadata.length + 2 * event.type.length;

/** Gathers the events of one append as they arrive, and keeps no more of them than an append may hold. */
export class ProposedEvents {
  readonly events: ProposedEvent[] = [];
  private size = 0;
  private held = 0;

  /** @param maxAppendSize in bytes of data, as the protocol's reference server (24.10) counts. */
  constructor(
    private readonly maxAppendSize: number,
    private readonly memory: MemoryShare,
  ) {}

  /** @throws RpcError when the event is malformed or the append too large. */
  add(message: ProposedMessage): void {
    const event = proposedEvent(message);
    this.size += event.data.length;
    if (this.size > this.maxAppendSize) throw maximumAppendSizeExceeded(this.maxAppendSize);
    this.events.push(event);
    this.held += memoryOf(event);
    this.memory.hold(this.held);
  }
}
