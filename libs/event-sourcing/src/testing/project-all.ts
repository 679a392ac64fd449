import type { Projector } from '../projecting/projector.js';
import { until } from './until.js';

/** Has everything that the store has now projected, and nobody at work on it when it resolves. */
export const projectAll = async (projector: Projector, store: { head(): Promise<bigint> }): Promise<void> => {
  const ending = new AbortController();
  const projecting = projector.run({ signal: ending.signal });
  const head = await store.head();
  await until('everything is projected', () => projector.status().position >= head);
  ending.abort();
  await projecting;
};
