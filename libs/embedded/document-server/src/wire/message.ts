import { BSON } from 'bson';

export const OP_REPLY = 1;
export const OP_QUERY = 2004;
export const OP_COMPRESSED = 2012;
export const OP_MSG = 2013;
export const MAX_MESSAGE_BYTES = 48_000_000;
const HEADER = 16;
const CHECKSUM_PRESENT = 1;
const MORE_TO_COME = 2;
const KNOWN_REQUIRED_FLAGS = CHECKSUM_PRESENT | MORE_TO_COME;

/** The bytes are not a message of the protocol: the connection cannot be continued. */
export class MalformedMessage extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'MalformedMessage';
  }
}

export interface Request {
  readonly id: number;
  /** Of the whole message, in bytes. */
  readonly size: number;
  /** OP_QUERY is only used for the first hello of a connection and is answered by OP_REPLY. */
  readonly opCode: typeof OP_QUERY | typeof OP_MSG;
  /** The command document. */
  readonly body: Uint8Array;
  /** Document sequences (sections of kind 1) by their field's name: documents still encoded. */
  readonly sequences: ReadonlyMap<string, readonly Uint8Array[]>;
  /** For OP_QUERY the database that the collection name carries. */
  readonly database: string | undefined;
  /** The sender wants no answer (unacknowledged write). */
  readonly isOneWay: boolean;
}

const documentAt = (bytes: Buffer, offset: number, end: number): Uint8Array => {
  if (offset + 5 > end) throw new MalformedMessage('A document is cut off');
  const size = bytes.readInt32LE(offset);
  if (size < 5 || offset + size > end || bytes[offset + size - 1] !== 0)
    throw new MalformedMessage(`A document claims ${size} bytes where ${end - offset} are left`);
  return bytes.subarray(offset, offset + size);
};

const nameEnd = (bytes: Buffer, offset: number, end: number): number => {
  const zero = bytes.indexOf(0, offset);
  if (zero < 0 || zero >= end) throw new MalformedMessage('A name has no end');
  return zero;
};

const sequenceAt = (
  bytes: Buffer,
  offset: number,
  end: number,
): { name: string; documents: Uint8Array[]; next: number } => {
  if (offset + 4 > end) throw new MalformedMessage('A document sequence is cut off');
  const next = offset + bytes.readInt32LE(offset);
  if (next > end || next <= offset + 4) throw new MalformedMessage('A document sequence exceeds its message');
  const zero = nameEnd(bytes, offset + 4, next);
  const documents: Uint8Array[] = [];
  for (let at = zero + 1; at < next; ) {
    const document = documentAt(bytes, at, next);
    documents.push(document);
    at += document.length;
  }
  return { name: bytes.toString('utf8', offset + 4, zero), documents, next };
};

const checkFlags = (flags: number): void => {
  if ((flags & 0xffff & ~KNOWN_REQUIRED_FLAGS) !== 0) throw new MalformedMessage(`OP_MSG has unknown flags ${flags}`);
};

interface Sections {
  body: Uint8Array | undefined;
  readonly sequences: Map<string, readonly Uint8Array[]>;
}

/** Reads the section at `at` and returns where the next one begins. */
const readSection = (bytes: Buffer, at: number, end: number, sections: Sections): number => {
  const kind = bytes[at];
  if (kind === 0 && sections.body === undefined) {
    sections.body = documentAt(bytes, at + 1, end);
    return at + 1 + sections.body.length;
  }
  if (kind !== 1) throw new MalformedMessage(`OP_MSG has a section of kind ${String(kind)} where none may be`);
  const { name, documents, next } = sequenceAt(bytes, at + 1, end);
  if (sections.sequences.has(name)) throw new MalformedMessage(`OP_MSG repeats the document sequence '${name}'`);
  sections.sequences.set(name, documents);
  return next;
};

const decodeMsg = (bytes: Buffer): Request => {
  if (bytes.length < HEADER + 5) throw new MalformedMessage('OP_MSG is too short');
  const flags = bytes.readUInt32LE(HEADER);
  checkFlags(flags);
  const end = bytes.length - ((flags & CHECKSUM_PRESENT) === 0 ? 0 : 4);
  const sections: Sections = { body: undefined, sequences: new Map() };
  for (let at = HEADER + 4; at < end; ) at = readSection(bytes, at, end, sections);
  const { body, sequences } = sections;
  if (body === undefined) throw new MalformedMessage('OP_MSG has no body');
  const isOneWay = (flags & MORE_TO_COME) !== 0;
  return {
    id: bytes.readInt32LE(4),
    size: bytes.length,
    opCode: OP_MSG,
    body,
    sequences,
    database: undefined,
    isOneWay,
  };
};

const decodeQuery = (bytes: Buffer): Request => {
  if (bytes.length < HEADER + 18) throw new MalformedMessage('OP_QUERY is too short');
  const zero = nameEnd(bytes, HEADER + 4, bytes.length);
  const [database = '', collection] = bytes.toString('utf8', HEADER + 4, zero).split('.');
  if (collection !== '$cmd') throw new MalformedMessage('OP_QUERY is only understood for commands ($cmd)');
  const body = documentAt(bytes, zero + 9, bytes.length);
  return {
    id: bytes.readInt32LE(4),
    size: bytes.length,
    opCode: OP_QUERY,
    body,
    sequences: new Map(),
    database,
    isOneWay: false,
  };
};

/**
 * Decodes one whole message, header included.
 * @throws MalformedMessage
 */
export const decodeRequest = (bytes: Buffer): Request => {
  const opCode = bytes.readInt32LE(12);
  if (opCode === OP_MSG) return decodeMsg(bytes);
  if (opCode === OP_QUERY) return decodeQuery(bytes);
  throw new MalformedMessage(
    opCode === OP_COMPRESSED ? 'Compressed messages are not supported: set no compressors' : `Unknown opcode ${opCode}`,
  );
};

/** The flags and the kind of the one section. */
const MSG_FIELDS = 5;
/** The flags, the cursor, where it begins and how many documents there are: one. */
const REPLY_FIELDS = 20;
const AWAIT_CAPABLE = 8;

/** What comes before an answer, in the kind of message that its request came in. */
export const replyHead = (request: Pick<Request, 'id' | 'opCode'>, replyId: number, replyBytes: number): Buffer => {
  const size = HEADER + (request.opCode === OP_MSG ? MSG_FIELDS : REPLY_FIELDS);
  const out = Buffer.alloc(size);
  out.writeInt32LE(size + replyBytes, 0);
  out.writeInt32LE(replyId, 4);
  out.writeInt32LE(request.id, 8);
  out.writeInt32LE(request.opCode === OP_MSG ? OP_MSG : OP_REPLY, 12);
  if (request.opCode === OP_QUERY) {
    out.writeInt32LE(AWAIT_CAPABLE, HEADER);
    out.writeInt32LE(1, HEADER + 16);
  }
  return out;
};

/** Decodes a command; arrays of statements stay encoded, so that what is stored is what was sent. */
export const decodeBody = (body: Uint8Array): Record<string, unknown> =>
  BSON.deserialize(body, { bsonRegExp: true, fieldsAsRaw: { documents: true, updates: true, deletes: true } });
