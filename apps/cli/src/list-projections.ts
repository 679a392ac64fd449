import {
  type CatalogueEntry,
  collectionOf,
  type Generation,
  MAIN_RUN,
  type ProjectionStore,
} from '#libs/event-sourcing';
import type { Run } from './command.js';
import { parseArguments } from './parse-arguments.js';
import { printLines } from './print-lines.js';
import { withReadModels } from './with-read-models.js';

type Row = readonly string[];

const head: Row = ['NAME', 'VERSION', 'GENERATION', 'STATE', 'POSITION', 'BROKEN', 'SKIPPED'];

const rowOf = async (
  store: ProjectionStore,
  name: string,
  { version, generation }: Generation,
  state: 'live' | 'building',
): Promise<Row> => {
  const target = { name, version, generation, indexes: [] };
  const checkpoint = await store.checkpoint(state === 'live' ? MAIN_RUN : collectionOf(target));
  const counts = [
    checkpoint?.position ?? 0n,
    await store.countBroken(target),
    await store.countSkipped(collectionOf(target)),
  ];
  return [name, `${version}`, `${generation}`, state, ...counts.map(String)];
};

const rowsOf = async (store: ProjectionStore, { name, live, building }: CatalogueEntry): Promise<Row[]> => [
  ...(live === undefined ? [] : [await rowOf(store, name, live, 'live')]),
  ...(building === undefined ? [] : [await rowOf(store, name, building, 'building')]),
];

const aligned = (rows: readonly Row[]): string[] => {
  const widths = head.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
};

export const listProjections: Run = async (args) => {
  parseArguments(args, {}, []);
  await withReadModels(async ({ projectionStore }) => {
    const entries = (await projectionStore.catalogue()).sort((a, b) => a.name.localeCompare(b.name));
    const rows = await Promise.all(entries.map((entry) => rowsOf(projectionStore, entry)));
    await printLines(aligned([head, ...rows.flat()]));
  });
};
