import { createHash } from 'node:crypto';
import { keyOf } from '../../key-of.js';
import type { RunKey } from '../../session-runtime.js';

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';
const LENGTH = 24;

/**
 * What our objects are called follows from what they are for: a repeated creation meets the first, and of two runs of one
 * launch the API server lets one exist, since both have the launch's name. Never of two installations the same.
 */
export class ObjectNames {
  constructor(private readonly installation: string) {}

  /** Of a launch's pod. */
  session(launchId: string): string {
    return `session-${this.digest(launchId)}`;
  }

  /** Of a disk's claim, and of the Secret that goes with it. */
  disk(diskId: string): string {
    return `disk-${this.digest(diskId)}`;
  }

  /** Of what one run clones with. */
  credentials(run: RunKey): string {
    return `clone-${this.digest(keyOf(run))}`;
  }

  /** Remembers under which epoch this installation has acted. */
  get epoch(): string {
    return `renku-sessions-${this.digest('epoch')}`;
  }

  private digest(id: string): string {
    const bytes = createHash('sha256').update(`${this.installation}\n${id}`).digest();
    return [...bytes.subarray(0, LENGTH)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('');
  }
}
