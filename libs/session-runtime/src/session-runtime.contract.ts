import { afterAll, afterEach, beforeAll, beforeEach, describe, vi } from 'vitest';
import { ContractSuite } from './contract/contract-suite.js';
import { endingContract } from './contract/ending.contract.js';
import { fencingContract } from './contract/fencing.contract.js';
import { filesContract } from './contract/files.contract.js';
import { observingContract } from './contract/observing.contract.js';
import { readingContract } from './contract/reading.contract.js';
import type { RuntimeUnderTest } from './contract/runtime-under-test.js';
import { startingContract } from './contract/starting.contract.js';
import { storagesContract } from './contract/storages.contract.js';

export interface ContractOptions {
  readonly canClone: boolean;
  /** Where not, its sessions mount nothing, or cannot tell what they see. */
  readonly canMount: boolean;
  /** Where not, a disk is read by its runs alone. */
  readonly canArchive: boolean;
  /** For one test. */
  readonly timeoutMs?: number;
}

/** What every SessionRuntime and its SessionRuntimeReader do, whatever runs the sessions. */
export function sessionRuntimeContract(
  name: string,
  setup: () => Promise<RuntimeUnderTest>,
  { timeoutMs = 20_000, ...can }: ContractOptions,
): void {
  describe(`${name} as a SessionRuntime`, () => {
    vi.setConfig({ testTimeout: timeoutMs, hookTimeout: timeoutMs });
    const suite = new ContractSuite(can, timeoutMs);
    let under: RuntimeUnderTest;
    beforeAll(async () => {
      under = await setup();
    });
    beforeEach(() => suite.connect(under));
    afterEach(() => suite.disconnect());
    afterAll(() => under.close());
    startingContract(suite);
    storagesContract(suite);
    endingContract(suite);
    observingContract(suite);
    readingContract(suite);
    filesContract(suite, can.canArchive);
    fencingContract(suite);
  });
}
