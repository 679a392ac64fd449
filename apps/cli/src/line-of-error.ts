import { printable } from './printable.js';

/** What went wrong, in one line. */
export const lineOfError = (error: unknown): string =>
  printable((error instanceof Error ? error.message : String(error)).replace(/\s*\n\s*/g, ' '));
