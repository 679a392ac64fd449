import type { Document } from 'mongodb';
import type { CatalogueEntry } from '#libs/event-sourcing';
import type { Stored } from './stored-fields.js';

export const entryId = ({ name, version }: Pick<CatalogueEntry, 'name' | 'version'>): string => `${name}.v${version}`;

/** Everything but its id. */
export const entryFields = ({ live, building, retired, ...entry }: CatalogueEntry): Document => ({
  ...entry,
  live: live ?? null,
  building: building ?? null,
  retired: [...retired],
});

const generation = (stored: unknown): number | undefined => (typeof stored === 'number' ? stored : undefined);

export const entryFromStored = (stored: Stored): CatalogueEntry => ({
  name: String(stored['name']),
  version: Number(stored['version']),
  live: generation(stored['live']),
  building: generation(stored['building']),
  retired: stored['retired'] as number[],
  last: Number(stored['last']),
  rebuildRequested: stored['rebuildRequested'] === true,
  usedAt: String(stored['usedAt']),
  revision: Number(stored['revision']),
});
