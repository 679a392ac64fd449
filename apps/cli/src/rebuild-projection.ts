import { setTimeout as delay } from 'node:timers/promises';
import { type CatalogueEntry, collectionOf, MAIN_RUN, type ProjectionStore } from '#libs/event-sourcing';
import type { Run } from './command.js';
import { parseArguments } from './parse-arguments.js';
import { withReadModels } from './with-read-models.js';

const options = { wait: { type: 'boolean', default: true } } as const;

const LOOK_MS = 200;
/** A worker looks for requests once a second. */
const PATIENCE_MS = 10_000;

const tell = (line: string): void => void process.stdout.write(`${line}\n`);

const find = async (store: ProjectionStore, name: string): Promise<CatalogueEntry> => {
  const entries = await store.catalogue();
  const entry = entries.find((one) => one.name === name);
  if (entry !== undefined) return entry;
  const known = entries.map((one) => one.name).sort();
  throw new Error(`there is no projection ${name}; there are: ${known.join(', ') || 'none yet'}`);
};

const progressOf = async (store: ProjectionStore, { name, building }: CatalogueEntry): Promise<string> => {
  if (building === undefined) return 'waiting for the worker';
  const [built, main] = await Promise.all([
    store.checkpoint(collectionOf({ name, ...building })),
    store.checkpoint(MAIN_RUN),
  ]);
  return `generation ${building.generation}: at position ${built?.position ?? 0n} of ${main?.position ?? 0n}`;
};

/** Until documents that were begun after the request are what queries read. */
const watch = async (store: ProjectionStore, before: CatalogueEntry): Promise<void> => {
  const asked = performance.now();
  let said = '';
  let isLate = false;
  for (;;) {
    const entry = await find(store, before.name);
    if (entry.live !== undefined && entry.live.generation > before.last) {
      tell(`${entry.name}: generation ${entry.live.generation} is live`);
      return;
    }
    const progress = await progressOf(store, entry);
    if (progress !== said) tell(`${entry.name}: ${progress}`);
    said = progress;
    if (!isLate && entry.building === undefined && performance.now() - asked > PATIENCE_MS) {
      isLate = true;
      process.stderr.write(
        'no worker has taken the request yet: is one running? Waiting on; Ctrl-C ends the waiting only\n',
      );
    }
    await delay(LOOK_MS);
  }
};

export const rebuildProjection: Run = async (args) => {
  const { values, positionals } = parseArguments(args, options, ['name']);
  const [name] = positionals;
  await withReadModels(async (database) => {
    const before = await find(database.projectionStore, name);
    await database.requestRebuild(name);
    tell(`${name}: rebuild requested`);
    if (values.wait) await watch(database.projectionStore, before);
  });
};
