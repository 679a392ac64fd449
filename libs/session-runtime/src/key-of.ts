import type { RunKey } from './session-runtime.js';

/** Names a run in maps. */
export function keyOf({ launchId, run }: RunKey): string {
  return `${launchId}/${run}`;
}
