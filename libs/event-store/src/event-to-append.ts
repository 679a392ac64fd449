import { type EventData, jsonEvent } from '@eventstore/db-client';
import type { EventToAppend } from '#libs/event-sourcing';

const MAX_BYTES = 256 * 1024;

/** An event is a change of mind, not a file: keep a reference in it. */
export class EventTooLargeError extends Error {
  override readonly name = 'EventTooLargeError';
}

/** Throws EventTooLargeError above 256 KiB of JSON. */
export const eventToAppend = (stream: string, { id, type, data, metadata }: EventToAppend): EventData => {
  const bytes = Buffer.byteLength(JSON.stringify(data)) + Buffer.byteLength(JSON.stringify(metadata));
  if (bytes > MAX_BYTES)
    throw new EventTooLargeError(
      `${type} for ${stream} has ${bytes} bytes, the limit is ${MAX_BYTES}: store a reference to what is large`,
    );
  return jsonEvent({ id, type, data: data as Record<string, unknown>, metadata: { ...metadata } });
};
