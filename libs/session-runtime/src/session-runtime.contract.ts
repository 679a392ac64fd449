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

type Setup = () => Promise<RuntimeUnderTest>;

/** What depends on the program that sessions run: how they start and end. What they see of storages is there before it begins. */
const ofSessions = [startingContract, endingContract];
const ofTheRuntime = [storagesContract, observingContract, readingContract, filesContract, fencingContract];

/** What every SessionRuntime and its SessionRuntimeReader do, whatever runs the sessions. */
export function sessionRuntimeContract(name: string, setup: Setup, options: ContractOptions): void {
  contractOf([...ofSessions, ...ofTheRuntime], name, setup, options);
}

/** The part of it that another program in the sessions of a runtime could break. */
export function sessionsContract(name: string, setup: Setup, options: ContractOptions): void {
  contractOf(ofSessions, name, setup, options);
}

function contractOf(
  parts: readonly ((suite: ContractSuite) => void)[],
  name: string,
  setup: Setup,
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
    for (const part of parts) part(suite);
  });
}
