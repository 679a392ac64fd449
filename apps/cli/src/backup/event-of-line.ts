import { z } from 'zod';
import type { LoggedEvent } from '#libs/event-store';

const bytes = z.base64().transform((text) => new Uint8Array(Buffer.from(text, 'base64')));
const number = z.string().regex(/^\d+$/).transform(BigInt);

const line = z.object({
  position: number,
  stream: z.string(),
  revision: number,
  id: z.string(),
  type: z.string(),
  created: z.int(),
  isJson: z.boolean(),
  data: bytes,
  metadata: bytes,
});

/** What `lineOfEvent` wrote. Throws where it is something else. */
export const eventOfLine = (value: unknown): LoggedEvent => line.parse(value);
