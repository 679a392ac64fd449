import { setTimeout as delay } from 'node:timers/promises';
import { keyOf } from '../key-of.js';
import type { RunKey } from '../session-runtime.js';
import type { DockerInstallation } from './docker-installation.js';

export interface RunEndingsParts {
  readonly here: () => Promise<DockerInstallation>;
  /** Resolves when nothing of the run's start goes on in this process. */
  readonly stopStart: (key: RunKey) => Promise<void>;
  readonly graceMs: number;
  readonly onChange: () => void;
  readonly onError: (error: unknown) => void;
}

const pauseMs = 1_000;

/** The endings that are under way in this process; a note at the engine says so to the others, who may take part. */
export class RunEndings {
  private readonly endings = new Map<string, Promise<void>>();
  private readonly closing = new AbortController();

  constructor(private readonly parts: RunEndingsParts) {}

  begin(run: RunKey): void {
    const key = keyOf(run);
    if (this.endings.has(key)) return;
    const ending = this.conduct(run).finally(() => {
      this.endings.delete(key);
      this.parts.onChange();
    });
    this.endings.set(key, ending);
  }

  async close(): Promise<void> {
    this.closing.abort();
    await Promise.all(this.endings.values());
  }

  /** Never rejects. An engine that does not answer is asked again. */
  private async conduct(key: RunKey): Promise<void> {
    const { signal } = this.closing;
    while (!signal.aborted) {
      try {
        await endRun(await this.parts.here(), key, this.parts);
        return;
      } catch (error) {
        this.parts.onError(error);
        await delay(pauseMs, undefined, { signal }).catch(() => undefined);
      }
    }
  }
}

/**
 * What runs is stopped at once. The run is gone only when its start is, too: that may still be writing to the disk, which by then
 * is another run's or discarded. The note of the run itself is the last that goes but for what depends on it: without it the run
 * does not exist.
 */
async function endRun(
  { staging, containers, notes }: DockerInstallation,
  key: RunKey,
  { stopStart, graceMs }: Pick<RunEndingsParts, 'stopStart' | 'graceMs'>,
): Promise<void> {
  const startStopped = stopStart(key);
  await staging.leave(key);
  await containers.stop(key, graceMs);
  await startStopped;
  await containers.stop(key, graceMs); // which the start may have made before it heard that it is not wanted
  await containers.removeNetwork(key.launchId, [containers.nameOf(key)]);
  for (const kind of ['run', 'ready', 'failed', 'ending'] as const) await notes.forget(kind, key);
}
