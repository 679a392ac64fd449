import type { ImageRun } from '#libs/image-registry';
import type { Placement } from '#libs/resource-classes';
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

/** What operators find a run by, beside its launch: opaque ids, each fit to be a Kubernetes label's value. */
export interface RunLabels {
  /** Of the log: a runtime may be shared by several installations. */
  readonly installation: string;
  readonly projectId: string;
  readonly sessionId: string;
  readonly userId: string;
}

/** One run of one launch, as it is to be made real. Everything is resolved: the runtime looks nothing up. */
export interface RunSpec {
  readonly launchId: string;
  /** 1, 2, 3 …: each start of a launch is a numbered run. */
  readonly run: number;
  /** Names the disk that is mounted at /work; it outlives runs. */
  readonly diskId: string;
  /** The latest run that was ready with that disk. Where the disk was made after it, its files are lost, which is a warning. */
  readonly filesOfRun?: number | undefined;
  readonly labels: RunLabels;
  /** Of the lease that it is made under; noted on what is made. */
  readonly epoch: bigint;
  readonly image: {
    readonly reference: string;
    readonly digest?: string | undefined;
    /** By the pipeline of a repository: pulled with what the operator gave for its registry. All others are as nobody in particular. */
    readonly isBuilt?: boolean | undefined;
  };
  /** What the environment says of how it is run; `resolveImageRun` adds what the image says. */
  readonly imageRun: ImageRun;
  /** Cloned into /work/<name>, only if absent there: at that commit or not at all, where one is given. */
  readonly repositories: readonly {
    readonly name: string;
    readonly url: string;
    readonly commit?: string | undefined;
  }[];
  /** Mounted at /work/<name>; `source` names an entry that the administrator allows. No name is a repository's too. */
  readonly storages: readonly { readonly name: string; readonly source: string; readonly readOnly: boolean }[];
  /** Cores, bytes, devices, bytes. */
  readonly resources: {
    readonly cpu?: number | undefined;
    readonly memory?: number | undefined;
    readonly gpu?: number | undefined;
    readonly disk?: number | undefined;
  };
  /** Where it may run, on a cluster; other runtimes have one place only. */
  readonly placement?: Placement | undefined;
}

export interface RunKey {
  readonly launchId: string;
  readonly run: number;
}

/** Something went wrong that does not end the run, e.g. one repository that could not be cloned. */
export interface RunWarning {
  readonly code:
    | 'clone-failed'
    /** The repository is private, and its person has given no token for its host. */
    | 'repository-needs-connection'
    /** They have, and the host refuses it. */
    | 'connection-refused'
    | 'not-at-pinned-commit'
    | 'out-of-memory'
    | 'storage-unavailable'
    | 'image-not-used'
    | 'root-writable'
    /** The disk of earlier runs is gone, and /work began empty. */
    | 'files-missing'
    /** The image has a place of its own where a user would keep files. */
    | 'files-not-kept';
  readonly message: string;
  /** Of its person's token, where the host did not take it as one of its own: whatever it may read, it says nothing any more. */
  readonly tokenId?: string | undefined;
}

/**
 * The whole observed state of one run, never a difference: an observer that missed ten of them has lost nothing.
 * `gone` means: nothing of this run exists any more (it never existed, or ended without an exit we saw).
 */
export type Observed = RunKey &
  /** On its way to ready; with the phase 'pausing' or 'stopping', on its way to gone. */
  (
    | {
        readonly status: 'starting';
        readonly phase: Phase;
        /**
         * How far the phase is or what it waits for, in plain words, e.g. `120 of 480 MB`, `waiting for a free node`. Each change is
         * an event: a runtime tells at most a few of a phase.
         */
        readonly detail?: string | undefined;
        readonly warnings: readonly RunWarning[];
      }
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
  /** Of its person's token, where its host took it for this clone. */
  readonly tokenId?: string | undefined;
}

/**
 * The port between the launch saga and whatever runs containers or processes: of the worker alone, who changes what runs.
 * Every driver passes `session-runtime.contract.ts`. All calls are idempotent and may be repeated after a crash at any
 * instruction.
 *
 * `ensure`, `end` and `discard` carry the epoch of the lease that the caller acts under, and reject with StaleEpochError where
 * a greater one has already acted on that launch or disk (a driver may judge more widely, e.g. the whole installation): of two
 * workers who both believe that they hold the lease, the older one does no harm.
 */
export interface SessionRuntime {
  /**
   * Makes the run exist, or adopts it where it does: never a second process for one launch. Resolves once the work is
   * accepted, not once it is ready: progress comes by `observe`. While another run of the same launch
   * still exists, ended ones included until `end` forgets them, rejects with RuntimeBusyError; the saga ends that run
   * first. So it does while this very run is being ended.
   */
  ensure(run: RunSpec): Promise<void>;
  /** Everything that exists now, incl. ended runs whose end was not yet forgotten by `end`. Costs as much as there is. */
  list(): Promise<Observed[]>;
  /** The same of one launch, and as fresh: what is not in it does not exist. Costs the same, however many others there are. */
  look(launchId: string): Promise<Observed[]>;
  /** Yields the state of a run each time it changes, until the signal aborts. Starts with what exists. */
  observe(signal: AbortSignal): AsyncIterable<Observed>;
  /**
   * Ends the run gracefully (grace period, then by force) and forgets it, keeping its disk. Resolves when
   * the ending is under way; `gone` is observed when it is done, hence at once when there is nothing.
   */
  end(run: RunKey, epoch: bigint): Promise<void>;
  /** Deletes a disk for good. Nothing there is success. Rejects with RuntimeBusyError while a starting or ready run uses it. */
  discard(diskId: string, epoch: bigint): Promise<void>;
  /** Stops observing and releases resources. Running sessions go on. */
  close(): Promise<void>;
}

/** Another run is still there; it is to be ended first. */
export class RuntimeBusyError extends Error {
  override readonly name = 'RuntimeBusyError';
}
