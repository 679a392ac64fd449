import { afterAll, afterEach, beforeAll, beforeEach, describe, jest } from '@jest/globals';
import { ContractSuite } from './contract/contract-suite.js';
import { endingContract } from './contract/ending.contract.js';
import { observingContract } from './contract/observing.contract.js';
import type { RuntimeUnderTest } from './contract/runtime-under-test.js';
import { startingContract } from './contract/starting.contract.js';

export interface ContractOptions {
  readonly canClone: boolean;
  /** For one test. */
  readonly timeoutMs?: number;
}

/** What every SessionRuntime does, whatever runs its sessions. */
export function sessionRuntimeContract(
  name: string,
  setup: () => Promise<RuntimeUnderTest>,
  { canClone, timeoutMs = 20_000 }: ContractOptions,
): void {
  describe(`${name} as a SessionRuntime`, () => {
    jest.setTimeout(timeoutMs);
    const suite = new ContractSuite(canClone, timeoutMs);
    let under: RuntimeUnderTest;
    beforeAll(async () => {
      under = await setup();
    });
    beforeEach(() => suite.connect(under));
    afterEach(() => suite.disconnect());
    afterAll(() => under.close());
    startingContract(suite);
    endingContract(suite);
    observingContract(suite);
  });
}
