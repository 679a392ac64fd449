import type { FailureReason } from './failure-reason.js';

/** The sub-steps a launching or ending run shows, in the order they usually come. */
export type Phase =
  | 'queued'
  | 'scheduling'
  | 'disk'
  | 'pulling'
  | 'cloning'
  | 'starting'
  | 'checking'
  | 'pausing'
  | 'stopping';

/** One run of one launch, as it is to be made real. Everything is resolved: the runtime looks nothing up. */
export interface RunSpec {
  readonly launchId: string;
  /** 1, 2, 3 …: each start of a launch is a numbered run. */
  readonly run: number;
  /** Names the disk that is mounted at /work; it outlives runs. */
  readonly diskId: string;
  readonly image: { readonly reference: string; readonly digest?: string | undefined };
  /** Cloned into /work/<name>, only if absent there. */
  readonly repositories: readonly { readonly name: string; readonly url: string }[];
  /** Cores, bytes, devices, bytes. */
  readonly resources: {
    readonly cpu?: number | undefined;
    readonly memory?: number | undefined;
    readonly gpu?: number | undefined;
    readonly disk?: number | undefined;
  };
}

export interface RunKey {
  readonly launchId: string;
  readonly run: number;
}

/** Something went wrong that does not end the run, e.g. one repository that could not be cloned. */
export interface RunWarning {
  readonly code: 'clone-failed' | 'out-of-memory' | 'storage-unavailable' | 'image-not-used';
  readonly message: string;
}

/**
 * The whole observed state of one run, never a difference: an observer that missed ten of them has lost nothing.
 * `gone` means: nothing of this run exists any more (it never existed, or ended without an exit we saw).
 */
export type Observed = RunKey &
  /** On its way to ready; with the phase 'pausing' or 'stopping', on its way to gone. */
  (
    | { readonly status: 'starting'; readonly phase: Phase; readonly warnings: readonly RunWarning[] }
    | { readonly status: 'ready'; readonly commits: readonly ClonedCommit[]; readonly warnings: readonly RunWarning[] }
    /** Ended by the user from the inside with exit code 0 (File → Shut Down). */
    | { readonly status: 'exited' }
    | { readonly status: 'failed'; readonly reason: FailureReason; readonly message: string }
    | { readonly status: 'gone' }
  );

export interface ClonedCommit {
  /** The name under /work. */
  readonly repository: string;
  readonly commit: string;
}

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
  readonly name: 'local' | 'kubernetes';
  readonly imageUsed: boolean;
  readonly limitsEnforced: boolean;
}

/**
 * The port between the launch saga and whatever runs containers or processes. Every driver passes
 * `session-runtime.contract.ts`. All calls are idempotent and may be repeated after a crash at any instruction.
 */
export interface SessionRuntime {
  readonly facts: RuntimeFacts;
  /**
   * Makes the run exist, or adopts it where it does: never a second process for one launch. Resolves once the work is
   * accepted, not once it is ready: progress comes by `observe`. While another run of the same launch
   * still exists, ended ones included until `end` forgets them, rejects with RuntimeBusyError; the saga ends that run
   * first. So it does while this very run is being ended.
   */
  ensure(run: RunSpec): Promise<void>;
  /** Everything that exists now, incl. ended runs whose end was not yet forgotten by `end`. */
  list(): Promise<Observed[]>;
  /** Yields the state of a run each time it changes, until the signal aborts. Starts with what exists. */
  observe(signal: AbortSignal): AsyncIterable<Observed>;
  /**
   * Ends the run gracefully (grace period, then by force) and forgets it, keeping its disk. Resolves when
   * the ending is under way; `gone` is observed when it is done, hence at once when there is nothing.
   */
  end(run: RunKey): Promise<void>;
  /** Deletes a disk for good. Nothing there is success. Rejects with RuntimeBusyError while a starting or ready run uses it. */
  discard(diskId: string): Promise<void>;
  /** Where a ready run is reached; undefined when there is none. */
  endpoint(launchId: string): Promise<Endpoint | undefined>;
  /** The last `tail` lines that the latest run printed, '' where there are none. */
  logs(launchId: string, tail: number): Promise<string>;
  /** Stops observing and releases resources. Running sessions go on. */
  close(): Promise<void>;
}

/** Another run is still there; it is to be ended first. */
export class RuntimeBusyError extends Error {}
