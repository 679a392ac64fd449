import type { Locator } from 'playwright-core';
import { expect } from 'vitest';
import { until } from '../../support/until.js';

/** Waits until that is in the field: what the live feed shows already may not be answered yet, and fields follow the answer. */
export const hasValue = async (field: Locator, expected: string): Promise<void> => {
  let seen: string | undefined;
  const look = async (): Promise<boolean> => {
    seen = await field.inputValue();
    return seen === expected;
  };
  await until('that is in the field', look).catch(() => expect(seen).toBe(expected));
};
