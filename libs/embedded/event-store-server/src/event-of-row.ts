import type { RecordedEvent } from './recorded-event.js';

/** position, stream, revision, id, type, checksum, created, data, metadata; the first format has `is_json` for the checksum. */
export type EventRow = readonly [number, string, number, string, string, number, number, Uint8Array, Uint8Array];

export const eventOfRow = (row: EventRow): RecordedEvent => ({
  position: row[0],
  stream: row[1],
  revision: row[2],
  id: row[3],
  type: row[4],
  isJson: row[5] % 2 === 1,
  created: row[6],
  data: row[7],
  metadata: row[8],
});
