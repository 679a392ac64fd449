import { firstOf } from './first-of.js';

/** A list that is read as a whole has no more. */
const MOST = 2_000;

/** All of a list. */
export const allOf = async <Item>(ask: Parameters<typeof firstOf<Item>>[1]): Promise<readonly Item[]> =>
  (await firstOf<Item>(MOST, ask)).items;
