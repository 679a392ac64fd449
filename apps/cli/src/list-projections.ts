import { type CatalogueEntry, collectionOf, generationsOf, type ProjectionStore } from '#libs/event-sourcing';
import type { Run } from './command.js';
import { parseArguments } from './parse-arguments.js';
import { printLines } from './print-lines.js';
import { withReadModels } from './with-read-models.js';

type Row = readonly string[];

const head: Row = [
  ...['NAME', 'VERSION', 'GENERATION', 'STATE', 'POSITION', 'BEHIND'],
  ...['BROKEN', 'SKIPPED', 'LAST USED'],
];

const stateOf = ({ live, building }: CatalogueEntry, generation: number): string => {
  if (generation === live) return 'live';
  return generation === building ? 'building' : 'retired';
};

const rowsOf = async (store: ProjectionStore, entries: readonly CatalogueEntry[]): Promise<Row[]> => {
  const generations = entries.flatMap((entry) =>
    generationsOf(entry).map((generation) => ({ entry, target: { ...entry, generation, indexes: [] } })),
  );
  const names = generations.map(({ target }) => collectionOf(target));
  const [checkpoints, damage] = await Promise.all([store.checkpoints(names), store.damage(names)]);
  const positions = [...checkpoints.values()].map(({ position }) => position);
  const furthest = positions.reduce((a, b) => (a > b ? a : b), 0n);
  return generations.map(({ entry, target }) => {
    const { name, version, generation } = target;
    const collection = collectionOf(target);
    const position = checkpoints.get(collection)?.position ?? 0n;
    const { broken, skipped } = damage.get(collection) ?? { broken: 0, skipped: 0 };
    const numbers = [position, furthest - position, broken, skipped].map(String);
    return [name, `${version}`, `${generation}`, stateOf(entry, generation), ...numbers, entry.usedAt];
  });
};

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
    const entries = (await projectionStore.catalogue()).sort(
      (a, b) => a.name.localeCompare(b.name) || a.version - b.version,
    );
    await printLines(aligned([head, ...(await rowsOf(projectionStore, entries))]));
  });
};
