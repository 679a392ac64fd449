import { keyOf } from '../key-of.js';
import type { Observed } from '../session-runtime.js';

interface Feed {
  listen(listener: (observed: Observed) => void): () => void;
  scan(): Promise<readonly Observed[]>;
}

/** What exists, then each change, until one of the signals aborts. A slow observer misses states of a run, never its newest. */
export async function* observeRuns(feed: Feed, ends: readonly AbortSignal[]): AsyncIterable<Observed> {
  const waiting = new Map<string, Observed>();
  let wake = (): void => undefined;
  const onAbort = (): void => wake();
  const unlisten = feed.listen((observed) => {
    waiting.delete(keyOf(observed));
    waiting.set(keyOf(observed), observed);
    wake();
  });
  for (const end of ends) end.addEventListener('abort', onAbort);
  try {
    for (const observed of await feed.scan()) waiting.set(keyOf(observed), observed);
    while (!ends.some(({ aborted }) => aborted)) {
      const [next] = waiting;
      if (next === undefined) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        continue;
      }
      waiting.delete(next[0]);
      yield next[1];
    }
  } finally {
    unlisten();
    for (const end of ends) end.removeEventListener('abort', onAbort);
  }
}
