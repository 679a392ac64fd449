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

const MIB = 1024 * 1024;
/**
 * What may stand beside the data. An event with the usual 1 MiB of data, and a link of that size to it, are together read by every
 * client: in most languages they take messages of 4 MiB.
 */
const MOST_BESIDE_DATA = { event: MIB / 2, append: 4 * MIB };

/** Gathers the events of one append as they arrive, and keeps no more of them than an append may hold. */
export class ProposedEvents {
  readonly events: ProposedEvent[] = [];
  private size = 0;
  private besideData = 0;

  /** @param maxAppendSize in bytes of data, as the protocol's reference server (24.10) counts. */
  constructor(
    private readonly maxAppendSize: number,
    private readonly memory: MemoryShare,
  ) {}

  /** @throws RpcError when the event is malformed or the append too large. */
  add(message: ProposedMessage): void {
    const event = proposedEvent(message);
    const besideData = event.metadata.length + Buffer.byteLength(event.type);
    this.size += event.data.length;
    this.besideData += besideData;
    if (this.size > this.maxAppendSize) throw maximumAppendSizeExceeded(this.maxAppendSize);
    checkBesideData('event', besideData);
    checkBesideData('append', this.besideData);
    this.events.push(event);
    this.memory.hold(this.size + this.besideData);
  }
}

const checkBesideData = (what: 'event' | 'append', bytes: number): void => {
  const most = MOST_BESIDE_DATA[what];
  if (bytes > most)
    throw invalidArgument(`The metadata and types of an ${what} have at most ${most} bytes, not ${bytes}.`);
};
