import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { EventRegistry, StoredEvent } from '../events/event-registry.js';
import { recordings } from './recordings.js';

/** What can go wrong with golden events: each one a sentence that says what to do. Empty: every version is read. */
export type GoldenComplaints = readonly string[];

const file = (type: string, version: number): string => `${type}.v${version}.json`;

const storedAs = (type: string, schemaVersion: number, data: unknown): StoredEvent => {
  const [recording] = recordings({ type, data: {}, metadata: { schemaVersion } });
  if (recording === undefined) throw new Error('no recording');
  return { ...recording, type, data };
};

const decodes = (registry: EventRegistry, type: string, version: number, data: unknown): string | undefined => {
  try {
    registry.decode(storedAs(type, version, data));
    return undefined;
  } catch (error) {
    return `${file(type, version)} is no longer read, but logs hold such events: ${String(error)}`;
  }
};

/**
 * Checks the directory's `<Type>.v<n>.json` (an event's data as it was once written) against the registry: every event type
 * has a file for each version from 1 on, and every file is read by today's program. Files are never changed or removed.
 *
 *     expect(await goldenEvents(registry, new URL('golden/', import.meta.url).pathname)).toEqual([]);
 */
export const goldenEvents = async (registry: EventRegistry, directory: string): Promise<GoldenComplaints> => {
  const files = new Set(await readdir(directory));
  const complaints: string[] = [];
  for (const type of registry.types)
    for (let version = 1; version <= registry.schemaVersion(type); version += 1) {
      const name = file(type, version);
      if (!files.delete(name)) {
        complaints.push(`${name} is missing: write into it the data of such an event, as it is stored`);
        continue;
      }
      const data = JSON.parse(await readFile(join(directory, name), 'utf8')) as unknown;
      complaints.push(...[decodes(registry, type, version, data)].filter((complaint) => complaint !== undefined));
    }
  return [
    ...complaints,
    ...[...files].map((name) => `${name} belongs to no event type: types and versions are for ever`),
  ];
};
