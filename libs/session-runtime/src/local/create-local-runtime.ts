import type { OutboundRules } from '#libs/outbound';
import { CLONE_TIMEOUT_MS } from '../cloning/clone-timeout-ms.js';
import type { RepositoryCredentials } from '../repository-credentials.js';
import type { SessionRuntime } from '../session-runtime.js';
import { StorageSources } from '../storages/storage-sources.js';
import { isMissing, LocalPrograms, type LocalProgramsOptions, type Log } from './local-programs.js';
import { LocalRuntime } from './local-runtime.js';
import { refuseOthers } from './refuse-others.js';

export interface LocalRuntimeOptions extends LocalProgramsOptions {
  /** Sessions, their state and their disks. May be shared by the processes of one person on one computer. */
  readonly dataDir: string;
  /** Whether the API or the gateway can be reached from other computers. Then this driver refuses: it isolates nobody. */
  readonly listensBeyondLoopback: boolean;
  /** Where addresses of repositories may lead. */
  readonly outbound: OutboundRules;
  /** What opens private repositories; absent where nobody's tokens are kept. */
  readonly credentials?: RepositoryCredentials | undefined;
  /** Directories with what is private beside `dataDir`: bubblewrap, where it works, hides them from sessions. */
  readonly hidden?: readonly string[] | undefined;
  /** What projects may connect, none when absent. */
  readonly storages?: StorageSources | undefined;
  /** How long a session may take to end before it is killed. 10 000 when absent. */
  readonly graceMs?: number | undefined;
  /** How long one repository may take. CLONE_TIMEOUT_MS when absent. */
  readonly cloneTimeoutMs?: number | undefined;
  readonly log?: Log | undefined;
}

/** Throws when sessions must not or cannot run as processes of this computer, saying what to do. */
export function createLocalRuntime(options: LocalRuntimeOptions): SessionRuntime {
  const { dataDir, outbound, credentials, hidden = [], storages = new StorageSources() } = options;
  const { graceMs = 10_000, cloneTimeoutMs = CLONE_TIMEOUT_MS, log = () => undefined } = options;
  refuseOthers(options);
  if (isMissing(options)) {
    throw new Error(
      `The local runtime refuses to start: JUPYTER_LAB=${options.jupyter ?? ''} is no program that can be run. Set it to the whole path of jupyter-lab, or to none for the file view, or leave it out.`,
    );
  }
  const onError = (error: unknown): void => log('local-runtime.error', { error });
  return new LocalRuntime(
    { dataDir, outbound, credentials, hidden, storages, graceMs, cloneTimeoutMs, onError },
    new LocalPrograms(options, log),
  );
}
