import { deciderSpec } from '#libs/event-sourcing/testing';
import type { EnvironmentsEvent } from './environments.events.js';
import { environments } from './environments.js';

/** Builders for this slice's specs. */
export const environmentId = '7d1a1c7e-0000-4000-8000-000000000003';
export const digest = (letter: string): string => `sha256:${letter.repeat(64)}`;

export const described = {
  name: 'Jupyter Python',
  image: { reference: 'quay.io/jupyter/scipy-notebook:1', digest: digest('a') },
  description: 'Python with the usual libraries',
  keywords: ['python'],
};

type Described = Extract<EnvironmentsEvent, { type: 'EnvironmentRevised' }>['data'];

export const published = (change: Partial<Described> = {}) =>
  ({ type: 'EnvironmentPublished', data: { environmentId, ...described, ...change } }) as const;
export const revised = (change: Partial<Described> = {}) =>
  ({ type: 'EnvironmentRevised', data: { environmentId, ...described, ...change } }) as const;
export const archived = { type: 'EnvironmentArchived', data: { environmentId } } as const;

export const spec = deciderSpec(environments);
