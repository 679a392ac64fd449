import { describe, expect, test } from 'vitest';
import * as audit from '#libs/audit';
import * as environments from '#libs/environments';
import * as history from '#libs/history';
import * as images from '#libs/images';
import * as launches from '#libs/launches';
import * as notifications from '#libs/notifications';
import * as people from '#libs/people';
import * as projects from '#libs/projects';
import * as resources from '#libs/resources';
import * as sessions from '#libs/sessions';
import * as usage from '#libs/usage';
import { domainProjections } from './domain.js';

const slices = {
  audit,
  environments,
  history,
  images,
  launches,
  notifications,
  people,
  projects,
  resources,
  sessions,
  usage,
};

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
