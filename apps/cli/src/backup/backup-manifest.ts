import { z } from 'zod';

const packed = z.object({ lines: z.int().nonnegative(), sha256: z.string() });

/** What a backup is: a directory with this beside two files of packed lines. */
export const backupManifest = z.object({
  format: z.literal('renku-sessions backup'),
  /** Raised with every change that an older program would misread. */
  version: z.literal(1),
  /** Of the program that took it. */
  program: z.string(),
  takenAt: z.string(),
  /** The log's identity. */
  log: z.string(),
  /** The log's events up to here, all of them. */
  position: z.string(),
  database: z.string(),
  events: packed,
  documents: packed,
});

export type BackupManifest = z.infer<typeof backupManifest>;
