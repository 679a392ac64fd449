import { test } from 'vitest';
import type { RunKey, RunSpec, SessionRuntime } from '../session-runtime.js';
import type { SessionRuntimeReader } from '../session-runtime-reader.js';
import { ObservedRuns } from './observed-runs.js';
import type { RuntimeUnderTest } from './runtime-under-test.js';

/** What the tests of one driver share: its real parts, and for each test an instance of its own. */
export class ContractSuite {
  readonly whenCloning: typeof test | typeof test.skip;
  readonly whenMounting: typeof test | typeof test.skip;
  readonly whenCloningAndMounting: typeof test | typeof test.skip;
  readonly canArchive: boolean;
  /** Of the lease that the suite acts under: it only ever grows. */
  epoch = 1n;
  private parts: { under: RuntimeUnderTest; runtime: SessionRuntime; observed: ObservedRuns } | undefined;

  constructor(
    can: { readonly canClone: boolean; readonly canMount: boolean; readonly canArchive: boolean },
    readonly timeoutMs: number,
  ) {
    this.whenCloning = can.canClone ? test : test.skip;
    this.whenMounting = can.canMount ? test : test.skip;
    this.whenCloningAndMounting = can.canClone && can.canMount ? test : test.skip;
    this.canArchive = can.canArchive;
  }

  connect(under: RuntimeUnderTest): void {
    const runtime = under.connect();
    this.parts = { under, runtime, observed: this.observe(runtime) };
  }

  /** Ends what a test left and closes its instance. */
  async disconnect(): Promise<void> {
    for (const run of await this.runtime.list()) {
      await this.runtime.end(run, this.epoch);
      await this.observed.until(run, 'gone');
    }
    await this.close();
  }

  get under(): RuntimeUnderTest {
    return this.given.under;
  }

  get runtime(): SessionRuntime {
    return this.given.runtime;
  }

  get observed(): ObservedRuns {
    return this.given.observed;
  }

  get reader(): SessionRuntimeReader {
    return this.under.reader();
  }

  get repositories(): NonNullable<RuntimeUnderTest['repositories']> {
    if (this.under.repositories === undefined) throw new Error('canClone promises repositories.');
    return this.under.repositories;
  }

  get storages(): NonNullable<RuntimeUnderTest['storages']> {
    if (this.under.storages === undefined) throw new Error('canMount promises storages.');
    return this.under.storages;
  }

  observe(runtime: SessionRuntime): ObservedRuns {
    return new ObservedRuns(runtime, this.timeoutMs - 2_000);
  }

  spec(overrides: Partial<RunSpec> = {}): RunSpec {
    return this.under.spec({ epoch: this.epoch, ...overrides });
  }

  async ready(overrides: Partial<RunSpec> = {}): Promise<RunSpec> {
    const spec = this.spec(overrides);
    await this.runtime.ensure(spec);
    await this.observed.until(spec, 'ready');
    return spec;
  }

  async ended(run: RunKey): Promise<void> {
    await this.runtime.end(run, this.epoch);
    await this.observed.until(run, 'gone');
  }

  /** Another instance takes the place of the first, as after a restart; `meanwhile` happens while there is none. */
  async restart(meanwhile: () => Promise<void> = () => Promise.resolve()): Promise<void> {
    await this.close();
    await meanwhile();
    this.connect(this.under);
  }

  private async close(): Promise<void> {
    await this.observed.stop();
    await this.runtime.close();
  }

  private get given() {
    if (this.parts === undefined) throw new Error('Not connected.');
    return this.parts;
  }
}

export function nextRun(spec: RunSpec): RunSpec {
  return { ...spec, run: spec.run + 1 };
}
