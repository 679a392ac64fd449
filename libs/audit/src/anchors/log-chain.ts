import { hash } from 'node:crypto';
import { type EventRegistry, isOurs, type Recorded, type StoredEvent } from '#libs/event-sourcing';
import { logAnchorsStream } from '../log-anchors.js';

/** How far a chain over the log has come. */
export interface LogChain {
  /** Of the last event in it. */
  readonly position: bigint;
  readonly events: number;
  /** Hexadecimal; empty before the first event. */
  readonly head: string;
}

export const emptyChain: LogChain = { position: 0n, events: 0, head: '' };

/**
 * With one event more: SHA-256 over the hash before it and the event as it is stored, in its old version if it has one. Members are in the
 * order in which they are stored. The position is not in it, which another server may number otherwise.
 */
export const chainedEvent = ({ events, head }: LogChain, event: StoredEvent): LogChain => {
  const { stream, revision, type, id, at, data, metadata, position } = event;
  const text = JSON.stringify([stream, Number(revision), type, id, at, data, metadata]);
  return { position, events: events + 1, head: hash('sha256', head + text) };
};

/** Whether an event is held fast by an anchor over these streams. Anchors are not: what is idle would anchor its anchors for ever. */
export const isAnchored = ({ stream }: Pick<StoredEvent, 'stream'>, streams: readonly string[]): boolean =>
  stream !== logAnchorsStream && isOurs(stream, streams);

/** Reads events as they are stored: neither upcast nor checked, also those that only a newer program knows. */
export const asStored = (registry: EventRegistry): EventRegistry => ({
  ...registry,
  decode: (stored) => stored as Recorded,
});
