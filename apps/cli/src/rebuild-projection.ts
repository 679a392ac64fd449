import { setTimeout as delay } from 'node:timers/promises';
import { type CatalogueEntry, collectionOf, type ProjectionStore } from '#libs/event-sourcing';
import type { Run } from './command.js';
import { parseArguments } from './parse-arguments.js';
import { withReadModels } from './with-read-models.js';

const options = { wait: { type: 'boolean', default: true } } as const;

const LOOK_MS = 200;
/** A worker looks for requests once a second. */
const PATIENCE_MS = 10_000;

const tell = (line: string): void => void process.stdout.write(`${line}\n`);

/** The entry of the version that was used last. */
const find = async (store: ProjectionStore, name: string): Promise<CatalogueEntry> => {
  const entries = await store.catalogue();
  const ofName = entries.filter((one) => one.name === name && one.live !== undefined);
  const [entry] = ofName.toSorted((a, b) => b.version - a.version);
  if (entry !== undefined) return entry;
  const known = [...new Set(entries.map((one) => one.name))].sort();
  throw new Error(`there is no projection ${name}; there are: ${known.join(', ') || 'none yet'}`);
};

const progressOf = async (store: ProjectionStore, entry: CatalogueEntry): Promise<string> => {
  const { building, live } = entry;
  if (building === undefined || live === undefined) return 'waiting for the worker';
  const [built, replaced] = [building, live].map((generation) => collectionOf({ ...entry, generation }));
  const checkpoints = await store.checkpoints([built ?? '', replaced ?? '']);
  const at = (collection = ''): bigint => checkpoints.get(collection)?.position ?? 0n;
  return `generation ${building}: at position ${at(built)} of ${at(replaced)}`;
};

/** Until documents that were begun after the request are what queries read. */
const watch = async (store: ProjectionStore, { name, last }: CatalogueEntry): Promise<void> => {
  const asked = performance.now();
  let said = '';
  let isLate = false;
  for (;;) {
    const entry = await find(store, name);
    if (entry.live !== undefined && entry.live > last) {
      tell(`${name}: generation ${entry.live} is live`);
      return;
    }
    const progress = await progressOf(store, entry);
    if (progress !== said) tell(`${name}: ${progress}`);
    said = progress;
    if (!isLate && entry.building === undefined && performance.now() - asked > PATIENCE_MS) {
      isLate = true;
      process.stderr.write(
        'no worker has taken the request yet: is one of this version running? Waiting on; Ctrl-C ends the waiting only\n',
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
    await database.requestRebuild(before);
    tell(`${name}: rebuild requested`);
    if (values.wait) await watch(database.projectionStore, before);
  });
};
