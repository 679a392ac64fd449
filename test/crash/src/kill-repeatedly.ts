import type { Ledger } from './api-user.js';
import type { CrashingSystem } from './crashing-system.js';
import type { Random } from './random.js';

const LOAD_MS = 1_500;
const TOLD_EVERY = 10;

export interface Killing {
  /** It goes on until there were so many kills, and so many launches were asked for. */
  readonly kills?: number;
  readonly launches?: number;
  /** How long the load may go on between two kills, at most; 1500 ms. */
  readonly loadMs?: number;
  readonly tell: (line: string) => void;
  /** Ends it before its time: it rejects. */
  readonly signal?: AbortSignal;
}

const countEach = (names: readonly string[]): string =>
  [...new Set(names)]
    .sort()
    .map((name) => `${name} ${names.filter((one) => one === name).length}`)
    .join(', ');

/** Kills parts of a system again and again, until it is enough. */
export const killRepeatedly = async (
  system: CrashingSystem,
  { kills = 0, launches = 0, loadMs = LOAD_MS, tell, signal }: Killing,
  random: Random,
  ledger: Ledger,
): Promise<void> => {
  const isEnough = (): boolean => all.length >= kills && ledger.launches >= launches;
  const begun = performance.now();
  const all: string[] = [];
  let told = 0;
  while (!isEnough()) {
    signal?.throwIfAborted();
    // the load between two kills, not a wait for anything
    await new Promise((resolve) => setTimeout(resolve, random.below(loadMs)));
    const { killed, readyAgainMs } = await system.crash(random);
    all.push(...killed);
    if (all.length < told + TOLD_EVERY) continue;
    told = all.length;
    const seconds = ((performance.now() - begun) / 1000).toFixed(0).padStart(4);
    const last = `${killed.at(-1) ?? ''} ready again in ${readyAgainMs.toFixed(0)} ms`;
    tell(`${seconds} s  ${told} kills, ${ledger.summary}; ${last}`);
  }
  tell(`killed: ${countEach(all)}; ${ledger.summary}`);
};
