import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { z } from 'zod';
import * as environments from '#libs/environments';
import * as history from '#libs/history';
import * as launches from '#libs/launches';
import * as people from '#libs/people';
import * as projects from '#libs/projects';
import * as sessions from '#libs/sessions';
import { domainEventFamilies, domainEvents, domainProjections } from './domain.js';

const slices = { environments, history, launches, people, projects, sessions };

/** As docs/events.md has them: `| type | when | fields | who |`. */
const catalogue = new Map(
  readFileSync(join(import.meta.dirname, '../../../docs/events.md'), 'utf8')
    .split('\n')
    .map((line) => /^\| ([A-Z]\w+) +\| (.+?) +\| (.+?) +\| (.+?) +\|$/.exec(line))
    .filter((row) => row !== null)
    .map(([, type = '', , fields = '', who = '']) => [type, { fields: fields.split(', '), who }]),
);

const declared = domainEventFamilies.flatMap(({ streamPrefix, definitions }) =>
  Object.entries(definitions).map(([type, { schema }]) => {
    const shape = Object.entries((schema as unknown as z.ZodObject<Record<string, z.ZodType>>).shape);
    const fields = shape.map(([field, value]) => (value.safeParse(undefined).success ? `${field}?` : field));
    return { type, streamPrefix, fields };
  }),
);

describe('the event catalogue, docs/events.md', () => {
  test.each(declared)('tells of $type and its fields', ({ type, fields }) => {
    expect(catalogue.get(type)?.fields).toEqual(fields);
  });

  test('tells of nothing else', () => {
    expect([...catalogue.keys()].toSorted()).toEqual([...domainEvents().types].toSorted());
  });
});

describe('the audience table', () => {
  const ofProjects = declared.filter(({ streamPrefix }) => !['environment-', 'person-'].includes(streamPrefix));

  test('says of every event of a project who sees it, and of no other', () => {
    expect([...history.listedTypes].toSorted()).toEqual(ofProjects.map(({ type }) => type).toSorted());
  });

  test.each(ofProjects)('is what the catalogue says of $type', ({ type }) => {
    const sees = (audience: 'member' | 'launching-user' | 'owner' | 'auditor'): boolean =>
      history.visibleData(type, { projectId: 'p' }, new Set([audience])) !== undefined;
    const who = catalogue.get(type)?.who ?? '';
    expect([sees('member'), sees('owner'), sees('launching-user'), sees('auditor')]).toEqual(
      ['members', 'owners', 'the launching user', 'auditors'].map((word) => who.includes(word)),
    );
  });
});

describe('the read models', () => {
  const isProjection = (value: unknown): boolean =>
    typeof value === 'object' && value !== null && 'version' in value && 'ids' in value && 'evolve' in value;

  test.each(Object.entries(slices))('all of %s are projected', (_, slice) => {
    const exported = Object.values(slice as Record<string, unknown>).filter(isProjection);
    expect(domainProjections).toEqual(expect.arrayContaining(exported));
  });

  test('no two have the same name', () => {
    expect(new Set(domainProjections.map(({ name }) => name)).size).toBe(domainProjections.length);
  });

  test('each is of a slice', () => {
    const exported = Object.values(slices).flatMap((slice) => Object.values(slice as Record<string, unknown>));
    expect(exported.filter(isProjection)).toHaveLength(domainProjections.length);
  });
});
