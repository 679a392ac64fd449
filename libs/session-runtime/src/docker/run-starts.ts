import { setTimeout as delay } from 'node:timers/promises';
import { keyOf } from '../key-of.js';
import type { Phase, RunKey, RunSpec } from '../session-runtime.js';
import { StaleEpochError } from '../stale-epoch-error.js';
import type { DockerInstallation } from './docker-installation.js';
import { type Endurance, enduranceOf } from './endurance-of.js';
import { engineRefusal } from './engine-refusal.js';
import { isMissing } from './is-missing.js';
import { NotWantedError } from './not-wanted-error.js';
import { RunFailure } from './run-failure.js';
import { StartProgress } from './start-progress.js';
import { StartRun, type StartRunParts } from './start-run.js';

export interface RunStartsParts {
  readonly here: () => Promise<DockerInstallation>;
  readonly partsOf: (
    spec: RunSpec,
    here: DockerInstallation,
  ) => Pick<StartRunParts, 'token' | 'pullCredentials' | 'clone' | 'storages'>;
  readonly onChange: () => void;
  readonly onError: (error: unknown) => void;
  /** How long after the first attempt the second is made; each later one is waited for twice as long, up to ten times as long. */
  readonly retryMs: number;
}

interface Start {
  readonly epoch: bigint;
  readonly controller: AbortController;
  readonly done: Promise<void>;
}

/** So often it is asked again for what may never be done. */
const mostRepeats = 3;

/** The starts that are under way in this process. Not having one costs nothing but time: `ensure` begins it anew. */
export class RunStarts {
  private readonly starts = new Map<string, Start>();
  private readonly progress = new StartProgress();

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

  progressOf(key: RunKey): ReturnType<StartProgress['of']> {
    return this.progress.of(key);
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
    const { retryMs } = this.parts;
    let unclear = 0;
    try {
      for (let attempt = 0; !signal.aborted; attempt += 1) {
        const left = await this.attempt(spec, signal, mostRepeats - unclear);
        if (left === 'nothing') return;
        if (left === 'unclear') unclear += 1;
        await delay(retryMs * Math.min(2 ** attempt, 10), undefined, { signal }).catch(() => undefined);
      }
    } finally {
      this.progress.forget(spec);
      this.parts.onChange();
    }
  }

  /** What is left to be done again. */
  private async attempt(spec: RunSpec, signal: AbortSignal, repeats: number): Promise<'nothing' | Endurance> {
    try {
      const here = await this.parts.here();
      const tell = (phase: Phase, detail?: string): void => this.tell(spec, phase, detail);
      const start = new StartRun({ here, spec, tell, signal, ...this.parts.partsOf(spec, here) }).start();
      await this.orNote(here, spec, start, repeats);
      return 'nothing';
    } catch (error) {
      if (signal.aborted || error instanceof NotWantedError || error instanceof StaleEpochError) return 'nothing';
      this.parts.onError(error);
      this.wait(spec, error);
      return enduranceOf(error);
    }
  }

  /** What trying again would not mend is written down; the rest is thrown. */
  private async orNote(here: DockerInstallation, spec: RunSpec, start: Promise<void>, repeats: number): Promise<void> {
    try {
      await start;
    } catch (error) {
      const failure = failureIn(error, repeats);
      if (failure === undefined) throw error;
      await here.epochs.verify(spec.epoch);
      await here.notes.write('failed', spec, { reason: failure.reason, message: failure.message });
    }
  }

  private tell(spec: RunSpec, phase: Phase, detail: string | undefined): void {
    this.progress.tell(spec, phase, detail);
    this.parts.onChange();
  }

  /** Not where another process took something away meanwhile: it is looked at again. */
  private wait(spec: RunSpec, error: unknown): void {
    if (isMissing(error)) return;
    this.progress.wait(spec, 'waiting for the container engine');
    this.parts.onChange();
  }
}

/** Undefined for what may be mended by trying again. */
function failureIn(error: unknown, repeats: number): RunFailure | undefined {
  if (error instanceof RunFailure) return error;
  const endurance = enduranceOf(error);
  if (endurance === 'passing' || (endurance === 'unclear' && repeats > 0)) return undefined;
  return engineRefusal((error as Error).message);
}
