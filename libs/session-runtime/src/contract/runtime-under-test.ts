import type { RunKey, RunSpec, SessionRuntime } from '../session-runtime.js';
import type { SessionRuntimeReader } from '../session-runtime-reader.js';

/** Sources that the driver under test is told of, and what a ready session sees of them by whatever it can do itself. */
export interface StoragesUnderTest {
  /** Holds `hello.txt`, and the administrator lets nobody write to it. */
  readonly kept: string;
  /** The same, which may be written to. */
  readonly writable: string;
  /** Offered, and what it stands for is not there. */
  readonly gone: string;
  /** A file under /work, undefined where there is none. */
  read(run: RunKey, path: string): Promise<string | undefined>;
  /** Whether it could make the file under /work. */
  canWrite(run: RunKey, path: string): Promise<boolean>;
  /** What `hello.txt` of the source holds, past the driver; undefined where it is gone. */
  contentOf(source: string): Promise<string | undefined>;
}

/** What a driver's spec must be able to do to its own real parts, so that the suite can ask the same of every driver. */
export interface RuntimeUnderTest {
  /** A new driver instance over the same state, as another or a restarted backend has. The suite closes it. */
  connect(): SessionRuntime;
  /** As api and gateway have one, of processes of their own. */
  reader(): SessionRuntimeReader;
  /** A run of a launch and a disk that no other test uses. */
  spec(overrides?: Partial<RunSpec>): RunSpec;
  /** How many main processes (containers) of the launch exist now. */
  processes(launchId: string): Promise<number>;
  /** As the user does it from the inside: exit code 0. The run is ready. */
  shutDown(run: RunKey): Promise<void>;
  /** Makes this run exist in such a way that its main process ends with an error by itself. */
  startCrashing(spec: RunSpec): Promise<void>;
  /** Ends the main process by force, past the driver. The run is ready. */
  kill(run: RunKey): Promise<void>;
  /** A file on the disk, as the user would see it in /work. */
  writeFile(diskId: string, name: string, text: string): Promise<void>;
  readFile(diskId: string, name: string): Promise<string | undefined>;
  /** Deletes it past the driver, as an operator's hand does. Nothing runs with it. */
  loseDisk(diskId: string): Promise<void>;
  /** Absent where nothing can be cloned: the tests that need it are skipped. */
  readonly repositories?: {
    readonly good: {
      readonly url: string;
      readonly commit: string;
      /** The one before. */
      readonly earlier: string;
    };
    /** No repository is there. */
    readonly missing: string;
    /** Opens for a token alone. */
    readonly private: {
      readonly url: string;
      readonly commit: string;
      /** Gives that person a token for its host. */
      readonly connect: (userId: string, token: 'good' | 'expired') => void;
    };
    /** A good one that makes the start of a run last: it answers nothing until it is released. */
    hold(): { readonly url: string; readonly release: () => void };
  };
  /** Absent where nothing can be mounted: the tests that need it are skipped. */
  readonly storages?: StoragesUnderTest | undefined;
  close(): Promise<void>;
}
