import type { Locator } from 'playwright-core';
import { until } from '../../support/until.js';

/** Waits until that is in the field: what the live feed shows already may not be answered yet, and fields follow the answer. */
export const hasValue = async (field: Locator, expected: string): Promise<void> => {
  let seen = '';
  const look = async (): Promise<boolean> => {
    seen = await field.inputValue();
    return seen === expected;
  };
  await until(() => `“${expected}” is in ${String(field)}, where “${seen}” is`, look);
};
