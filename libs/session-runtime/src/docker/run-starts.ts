import { setTimeout as delay } from 'node:timers/promises';
import { keyOf } from '../key-of.js';
import type { Observed, Phase, RunKey, RunSpec } from '../session-runtime.js';
import { StaleEpochError } from '../stale-epoch-error.js';
import type { DockerInstallation } from './docker-installation.js';
import { engineRefusal } from './engine-refusal.js';
import { isMissing } from './is-missing.js';
import { isRefused } from './is-refused.js';
import { NotWantedError } from './not-wanted-error.js';
import { RunFailure } from './run-failure.js';
import { StartRun, type StartRunParts } from './start-run.js';

type Starting = Extract<Observed, { status: 'starting' }>;

export interface RunStartsParts {
  readonly here: () => Promise<DockerInstallation>;
  readonly partsOf: (
    spec: RunSpec,
    here: DockerInstallation,
  ) => Pick<StartRunParts, 'token' | 'pullCredentials' | 'clone' | 'storages'>;
  readonly onChange: () => void;
  readonly onError: (error: unknown) => void;
}

interface Start {
  readonly epoch: bigint;
  readonly controller: AbortController;
  readonly done: Promise<void>;
}

const pauseMs = 1_000;

/** The starts that are under way in this process. Not having one costs nothing but time: `ensure` begins it anew. */
export class RunStarts {
  private readonly starts = new Map<string, Start>();
  private readonly progress = new Map<string, Starting>();

  constructor(private readonly parts: RunStartsParts) {}

  begin(spec: RunSpec): void {
    const key = keyOf(spec);
    const before = this.starts.get(key);
    if (before !== undefined && before.epoch >= spec.epoch) return;
    before?.controller.abort();
    const controller = new AbortController();
    const done = (before?.done ?? Promise.resolve()).then(() => this.conduct(spec, controller.signal));
    const start = { epoch: spec.epoch, controller, done };
    this.starts.set(key, start);
    void done.then(() => {
      if (this.starts.get(key) === start) this.starts.delete(key);
    });
  }

  progressOf(key: RunKey): Starting | undefined {
    return this.progress.get(keyOf(key));
  }

  /** Resolves when nothing of the start goes on here. */
  async stop(key: RunKey): Promise<void> {
    const start = this.starts.get(keyOf(key));
    start?.controller.abort();
    await start?.done;
  }

  async close(): Promise<void> {
    const all = [...this.starts.values()];
    for (const { controller } of all) controller.abort();
    await Promise.all(all.map(({ done }) => done));
  }

  /** Never rejects. */
  private async conduct(spec: RunSpec, signal: AbortSignal): Promise<void> {
    try {
      while (!signal.aborted && !(await this.attempt(spec, signal))) {
        await delay(pauseMs, undefined, { signal }).catch(() => undefined);
      }
    } finally {
      this.progress.delete(keyOf(spec));
      this.parts.onChange();
    }
  }

  /** False where the engine did not answer: it is to be tried again. */
  private async attempt(spec: RunSpec, signal: AbortSignal): Promise<boolean> {
    try {
      const here = await this.parts.here();
      const tell = (phase: Phase, detail?: string): void => this.tell(spec, phase, detail);
      await this.orNote(
        here,
        spec,
        new StartRun({ here, spec, tell, signal, ...this.parts.partsOf(spec, here) }).start(),
      );
      return true;
    } catch (error) {
      if (signal.aborted || error instanceof NotWantedError || error instanceof StaleEpochError) return true;
      this.parts.onError(error);
      return false;
    }
  }

  /** What trying again would not mend is written down; the rest is thrown. */
  private async orNote(here: DockerInstallation, spec: RunSpec, start: Promise<void>): Promise<void> {
    try {
      await start;
    } catch (error) {
      // What was there and is not any more, another process took away: it is to be looked at again
      if (!(error instanceof RunFailure) && (!isRefused(error) || isMissing(error))) throw error;
      await here.epochs.verify(spec.epoch);
      const { reason, message } = error instanceof RunFailure ? error : engineRefusal(error.message);
      await here.notes.write('failed', spec, { reason, message });
    }
  }

  private tell(spec: RunSpec, phase: Phase, detail: string | undefined): void {
    const { launchId, run } = spec;
    this.progress.set(keyOf(spec), {
      ...{ launchId, run, status: 'starting', phase, warnings: [] },
      ...(detail === undefined ? {} : { detail }),
    });
    this.parts.onChange();
  }
}
