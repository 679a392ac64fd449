import { describe, expect, test } from 'vitest';
import { runCrate } from './run-crate.js';
import type { RunRecord } from './run-record.js';

const digest = `sha256:${'a'.repeat(64)}`;
const record: RunRecord = {
  ...{ launchId: 'l', run: 2, projectId: 'p', sessionId: 's', userId: 'g' },
  ...{ askedAt: '2026-01-01T00:01:00Z', startedAt: '2026-01-01T00:02:00Z', endedAt: '2026-01-01T00:03:00Z' },
  steps: [],
  ...{ hasFailed: false, commits: [{ repository: 'flights', commit: 'c0ffee' }] },
  configuration: {
    environment: { environmentId: 'e', name: 'Jupyter', keywords: [] },
    image: { reference: 'docker.io/a/b:1', digest },
    resources: { cpu: 1, memory: 1024 },
    repositories: [
      { repositoryId: 'r', name: 'flights', url: 'https://example.org/flights.git' },
      { repositoryId: 'q', name: 'private', url: 'https://example.org/private.git' },
    ],
    storages: [{ storageId: 't', name: 'data', source: 'offered', readOnly: true }],
  },
};
type Entity = Readonly<Record<string, unknown>>;
const graphOf = (of: RunRecord): ReadonlyMap<unknown, Entity> =>
  new Map(runCrate(of, 'Grace')['@graph'].map((entity) => [entity['@id'], entity]));

/** What an entity points to. */
const referencesIn = (value: unknown): unknown[] => {
  if (Array.isArray(value)) return value.flatMap(referencesIn);
  return typeof value === 'object' && value !== null && '@id' in value ? [value['@id']] : [];
};

describe('a run as an RO-Crate', () => {
  test('describes itself and its root as RO-Crate 1.1 says', () => {
    const graph = graphOf(record);
    expect(runCrate(record, 'Grace')['@context']).toBe('https://w3id.org/ro/crate/1.1/context');
    expect(graph.get('ro-crate-metadata.json')).toEqual({
      ...{ '@id': 'ro-crate-metadata.json', '@type': 'CreativeWork', about: { '@id': './' } },
      conformsTo: { '@id': 'https://w3id.org/ro/crate/1.1' },
    });
    expect(graph.get('./')).toMatchObject({ '@type': 'Dataset', datePublished: '2026-01-01T00:03:00Z' });
    for (const field of ['name', 'description', 'license']) expect(graph.get('./')).toHaveProperty(field);
  });

  test('says who ran what, when, with which image, code at which commit, storages and resources', () => {
    const graph = graphOf(record);
    expect(graph.get('#run')).toMatchObject({
      ...{ '@type': 'CreateAction', agent: { '@id': '#g' }, startTime: '2026-01-01T00:02:00Z' },
      ...{ endTime: '2026-01-01T00:03:00Z', actionStatus: { '@id': 'http://schema.org/CompletedActionStatus' } },
    });
    expect(graph.get('#g')).toEqual({ '@id': '#g', '@type': 'Person', name: 'Grace' });
    expect(graph.get('#image')).toMatchObject({ name: 'docker.io/a/b:1', softwareVersion: digest });
    expect(graph.get('#repository-r')).toMatchObject({
      codeRepository: 'https://example.org/flights.git',
      version: 'c0ffee',
    });
    expect(graph.get('#repository-q')).not.toHaveProperty('version');
    expect(graph.get('#storage-t')).toMatchObject({ name: 'data' });
    expect(graph.get('#memory')).toMatchObject({ value: 1024, unitText: 'byte' });
  });

  test('has no two entities of one id, and none that is pointed to and missing', () => {
    const graph = graphOf(record);
    const entities = runCrate(record, 'Grace')['@graph'];
    expect(graph.size).toBe(entities.length);
    const elsewhere = /^https?:/;
    const references = entities.flatMap((entity) => Object.values(entity).flatMap(referencesIn));
    expect(references.filter((id) => !elsewhere.test(String(id)) && !graph.has(id))).toEqual([]);
  });

  test('of a run that failed, or is not over, it says so', () => {
    expect(graphOf({ ...record, hasFailed: true }).get('#run')).toMatchObject({
      actionStatus: { '@id': 'http://schema.org/FailedActionStatus' },
    });
    const running = graphOf({ ...record, endedAt: undefined }).get('#run');
    expect(running).toMatchObject({ actionStatus: { '@id': 'http://schema.org/ActiveActionStatus' } });
    expect(running).not.toHaveProperty('endTime');
  });

  test('one that was stopped before it was ready is none that was completed', () => {
    expect(graphOf({ ...record, startedAt: undefined }).get('#run')).toMatchObject({
      actionStatus: { '@id': 'http://schema.org/FailedActionStatus' },
      error: 'It ended before it was ready.',
    });
    expect(graphOf(record).get('#run')).not.toHaveProperty('error');
  });

  test('says what the run warned of, in their order, and why it failed', () => {
    const step = (type: string, more: object) => ({
      ...{ at: '2026-01-01T00:02:00Z', type, position: '2', actor: 'system:saga', ...more },
    });
    const steps = [
      step('LaunchProgressed', { phase: 'cloning', detail: '1 of 2' }),
      step('LaunchProgressed', { detail: 'Your files are not there.' }),
      step('LaunchProgressed', { detail: '"private" could not be cloned.' }),
      step('SessionFailed', { reason: 'exited', detail: 'It ended.' }),
    ];
    expect(graphOf({ ...record, hasFailed: true, steps }).get('#run')).toMatchObject({
      description: 'It warned: Your files are not there.\nIt warned: "private" could not be cloned.',
      error: 'It ended.',
    });
    expect(graphOf(record).get('#run')).not.toHaveProperty('description');
  });
});
