import type { SessionRuntimeReader } from '../session-runtime-reader.js';
import { LocalRuntimeReader } from './local-runtime-reader.js';
import { refuseOthers } from './refuse-others.js';

export interface LocalRuntimeReaderOptions {
  /** The same as the worker's driver has; it need not be there yet. */
  readonly dataDir: string;
  /** Whether the process can be reached from other computers. Then it refuses: sessions have the rights of this user. */
  readonly listensBeyondLoopback: boolean;
}

/** For api and gateway, beside the worker's driver and without it. Throws where sessions must not be processes of this computer. */
export function createLocalRuntimeReader({
  dataDir,
  listensBeyondLoopback,
}: LocalRuntimeReaderOptions): SessionRuntimeReader {
  refuseOthers({ listensBeyondLoopback });
  return new LocalRuntimeReader(dataDir);
}
