import type { Readable } from 'node:stream';
import type { RunKey } from './session-runtime.js';

/** Where the gateway reaches a ready run. */
export interface Endpoint extends RunKey {
  /** e.g. http://127.0.0.1:41233 */
  readonly origin: string;
  /** Added to every request towards the session, never shown to the browser. */
  readonly headers: Readonly<Record<string, string>>;
  /** Where a browser starts, e.g. `/lab`. */
  readonly landingPath: string;
}

/** What the API says about the runtime, honestly. */
export interface RuntimeFacts {
  readonly name: 'local' | 'docker' | 'kubernetes';
  readonly imageUsed: boolean;
  readonly limitsEnforced: boolean;
}

/**
 * What api and gateway see of the runtime. It changes nothing, watches nothing, holds nothing open, and needs no worker that
 * lives: as many as there are processes may look at the same time. Its contract is part of `session-runtime.contract.ts`.
 */
export interface SessionRuntimeReader {
  readonly facts: RuntimeFacts;
  /** Where a ready run is reached; undefined when there is none. */
  endpoint(launchId: string): Promise<Endpoint | undefined>;
  /** The last `tail` lines that the latest run printed, '' where there are none. */
  logs(launchId: string, tail: number): Promise<string>;
  /**
   * /work of a disk that no run has, as a tar archive that is read as it is taken; undefined where it is not there, or cannot be
   * read now. What it needs for that it removes, also when the archive is not read to its end. Storages are not part of it.
   * Absent where no disk can be read without a run.
   */
  archive?(diskId: string): Promise<Readable | undefined>;
}
