import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { createEventRegistry, type StoredEvent } from '#libs/event-sourcing';
import { recordings } from '#libs/event-sourcing/testing';
import { environmentsEvents } from './environments.events.js';

const golden = new URL('../golden/', import.meta.url);
const files = readdirSync(golden);
const registry = createEventRegistry([environmentsEvents]);

/** As the log holds it: `<type>.v<version>.json` is the data of that version. */
const stored = (file: string): StoredEvent => {
  const [type = '', version = ''] = file.split('.');
  const data = JSON.parse(readFileSync(new URL(file, golden), 'utf8')) as object;
  const [event] = recordings({ type, data, metadata: { schemaVersion: Number(version.slice(1)) } });
  return event!;
};

describe('every version of every event that was ever written can be read', () => {
  test.each(files)('%s', (file) => {
    expect(registry.decode(stored(file)).type).toBe(stored(file).type);
  });

  test('each event has its newest version here', () => {
    expect(files).toEqual(
      expect.arrayContaining(registry.types.map((type) => `${type}.v${registry.schemaVersion(type)}.json`)),
    );
  });
});
