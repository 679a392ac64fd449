import type { Launch } from '../api/schema.js';
import { statusInWords } from './status-words.js';

/** A session, or a launch of one, as far as its status is announced. */
export interface Shown {
  readonly id: string;
  readonly name: string;
  /** Undefined: none of one's own. */
  readonly status: Launch['status'] | undefined;
}

/** What is announced where some of what was shown has another status now. */
export const statusChanges = (before: readonly Shown[], now: readonly Shown[]): readonly string[] =>
  now.flatMap(({ id, name, status }) => {
    const was = before.find((one) => one.id === id);
    return status === undefined || was === undefined || was.status === status
      ? []
      : [`${name}: ${statusInWords(status)}`];
  });
