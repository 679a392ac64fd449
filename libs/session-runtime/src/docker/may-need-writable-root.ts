import type { RunContainer } from './run-objects.js';

/**
 * Its program ended by an error before it was ready, and could not write to its own files: it is tried once more with a root file
 * system that it may write to, hence has not failed yet.
 */
export function mayNeedWritableRoot({ labels, exit }: RunContainer, wasReady: boolean): boolean {
  if (wasReady || exit === undefined || exit.isOutOfMemory || labels.root !== 'read-only') return false;
  return exit.code > 0 && exit.code < 126;
}
