import { z } from 'zod';

/** What the first line says it begins. */
export const FORMAT = 'renku-sessions-export';
/** What the last line says it is: a signature of something else is never one of a manifest. */
export const MANIFEST_FORMAT = 'renku-sessions-export-manifest';
export const VERSION = 1;

/** The first line: what is exported, from where, when and by whom. Later versions may say more. */
export const headerSchema = z.looseObject({
  format: z.literal(FORMAT),
  version: z.int(),
  number: z.literal(0),
  project: z.string(),
  /** The id of the installation's log. */
  log: z.string(),
  exportedAt: z.string(),
  /** An opaque user id, or `system:command-line`. */
  exportedBy: z.string(),
  /** As which audiences they see the project: what these do not see is not in the file. */
  exportedAs: z.array(z.string()),
});
export type ExportHeader = z.infer<typeof headerSchema>;

/** The last line. */
export const manifestSchema = z.looseObject({
  format: z.literal(MANIFEST_FORMAT),
  number: z.int(),
  /** The first line's hash: of which export it is. */
  header: z.string(),
  events: z.int(),
  /** How many of them the program that exported could not read: these lines say which, and not what happened. Absent: none. */
  unreadable: z.int().optional(),
  firstPosition: z.string().optional(),
  lastPosition: z.string().optional(),
  /** The hash of the line before it. */
  head: z.string(),
  keyId: z.string(),
});
export type Manifest = z.infer<typeof manifestSchema>;

/** What of an event's line says which event it is. */
export const placeSchema = z.object({
  position: z.string(),
  stream: z.string(),
  revision: z.int(),
  type: z.string(),
});
