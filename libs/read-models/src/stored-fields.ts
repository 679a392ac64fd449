import type { Document } from 'mongodb';
import type { StoredDocument } from '#libs/event-sourcing';

/** A document as MongoDB's protocol carries it, with a string for its id. */
export interface Stored extends Document {
  readonly _id: string;
}

const DIGITS = 20;

/** Positions as text of fixed length: they compare like numbers on every server, and need no 64-bit integers. */
export const encodePosition = (position: bigint): string => position.toString().padStart(DIGITS, '0');

export const decodePosition = (text: unknown): bigint => BigInt(typeof text === 'string' ? text : 0);

export const toStored = ({ id, position, doc, broken }: StoredDocument): Stored => ({
  // in front, where a server has it: one that is elsewhere costs it decoding the whole document
  _id: id,
  ...(doc ?? { _removed: true }),
  ...(broken === undefined ? {} : { _broken: { position: encodePosition(broken.position), error: broken.error } }),
  _position: encodePosition(position),
});

interface Kept {
  readonly _position?: unknown;
  readonly _removed?: unknown;
  readonly _broken?: { readonly position: unknown; readonly error: string };
}

export const fromStored = (stored: Stored): StoredDocument => {
  const { _id: id, _position, _removed, _broken, ...doc } = stored as Stored & Kept;
  return {
    id,
    position: decodePosition(_position),
    doc: _removed === true ? undefined : doc,
    broken: _broken === undefined ? undefined : { position: decodePosition(_broken.position), error: _broken.error },
  };
};
