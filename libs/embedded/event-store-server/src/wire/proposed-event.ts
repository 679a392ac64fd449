import type shared from '@eventstore/db-client/generated/shared_pb.js';
import type { MemoryShare } from '#libs/embedded/memory-budget';
import type { ProposedEvent } from '../recorded-event.js';
import { APPEND_LIMITS } from './append-limits.js';
import { LONGEST_NAME } from './longest-name.js';
import { invalidArgument, maximumAppendSizeExceeded, missingProperty, type RpcError } from './rpc-error.js';
import { uuidText } from './uuid.js';

/** The message of both append calls, which differ in their classes only. */
export interface ProposedMessage {
  getId(): shared.UUID | undefined;
  getMetadataMap(): { get(key: string): string | undefined; getLength(): number };
  getCustomMetadata_asU8(): Uint8Array;
  getData_asU8(): Uint8Array;
}

/** @throws RpcError when the id or a required property is missing. */
const proposedEvent = (message: ProposedMessage): ProposedEvent => {
  const properties = message.getMetadataMap();
  if (properties.getLength() > APPEND_LIMITS.properties) throw tooManyProperties();
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

/** At least what an event takes in memory, itself and its id, where it is empty. */
const EVENT_BYTES = 1024;

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
    if (this.events.length === APPEND_LIMITS.events) throw tooManyEvents();
    const event = proposedEvent(message);
    const besideData = event.metadata.length + Buffer.byteLength(event.type);
    this.size += event.data.length;
    this.besideData += besideData;
    if (this.size > this.maxAppendSize) throw maximumAppendSizeExceeded(this.maxAppendSize);
    checkBesideData('event', besideData);
    checkBesideData('append', this.besideData);
    this.events.push(event);
    this.memory.hold(this.size + this.besideData + this.events.length * EVENT_BYTES);
  }
}

export const tooManyProperties = (): RpcError =>
  invalidArgument(`An event has at most ${APPEND_LIMITS.properties} properties: put what it tells into its metadata.`);

const tooManyEvents = (): RpcError =>
  invalidArgument(`An append has at most ${APPEND_LIMITS.events} events: append them in several.`);

const checkBesideData = (what: 'event' | 'append', bytes: number): void => {
  const most = APPEND_LIMITS.besideData[what];
  if (bytes > most)
    throw invalidArgument(`The metadata and types of an ${what} have at most ${most} bytes, not ${bytes}.`);
};
