import type { RunKey } from '../session-runtime.js';
import type { ObjectLabels } from './object-labels.js';
import type { NoteKind } from './run-notes.js';

/** All that the daemon has of one run. */
export interface RunObjects {
  readonly key: RunKey;
  readonly notes: Readonly<Partial<Record<NoteKind, ObjectLabels>>>;
  readonly container?: RunContainer | undefined;
}

export interface RunContainer {
  readonly id: string;
  readonly labels: ObjectLabels;
  readonly state: 'created' | 'running' | 'ended';
  /** On this machine's loopback, while it runs. */
  readonly port?: number | undefined;
  /** Present where it has ended and its run exists. */
  readonly exit?: ContainerExit | undefined;
}

export interface ContainerExit {
  readonly code: number;
  /** Not every engine notices. */
  readonly isOutOfMemory: boolean;
  /** In bytes, 0 where it has none. */
  readonly memoryLimit: number;
  /** What the daemon itself has to say, '' where nothing. */
  readonly error: string;
}
