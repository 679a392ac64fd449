import { describe, expect, test } from 'vitest';
import type { CatalogueEnvironment } from '../api/schema.js';
import { emptyEnvironmentForm } from './empty-environment-form.js';
import { changeOf, environmentFormOf, publishedOf } from './environment-form.js';

const environment: CatalogueEnvironment = {
  environmentId: '7d1a1c7e-0000-4000-8000-000000000003',
  name: 'Python',
  image: { reference: 'quay.io/jupyter/scipy-notebook:1', digest: 'sha256:abc' },
  description: 'The usual libraries',
  keywords: ['python', 'scipy'],
  run: { frontEnd: 'jupyter', port: 8888 },
  createdBy: 'ada',
  createdAt: '2026-01-01T00:00:00.000Z',
  imageSince: '2026-01-01T00:00:00.000Z',
  version: 1,
  archived: false,
};
const form = environmentFormOf(environment);

describe('an environment that is edited', () => {
  test('sends nothing where nothing was changed', () => {
    expect(changeOf(environment, form)).toEqual({});
    expect(changeOf(environment, { ...form, name: ' Python ', keywords: 'python,scipy,' })).toEqual({});
  });

  test('sends what was changed, and takes away what was emptied', () => {
    expect(changeOf(environment, { ...form, name: 'Python 3', description: '', keywords: 'python' })).toEqual({
      name: 'Python 3',
      description: '',
      keywords: ['python'],
    });
    expect(changeOf(environment, { ...form, run: { ...form.run, port: '' } })).toEqual({
      run: { frontEnd: 'jupyter' },
    });
  });

  test('keeps the image that it is pinned to, unless another is written', () => {
    expect(form.image).toBe('quay.io/jupyter/scipy-notebook:1@sha256:abc');
    expect(changeOf(environment, { ...form, image: 'quay.io/jupyter/scipy-notebook:2' })).toEqual({
      image: 'quay.io/jupyter/scipy-notebook:2',
    });
  });
});

test('a new environment says what was written, and leaves out what was not', () => {
  expect(publishedOf({ ...emptyEnvironmentForm, name: ' R ', image: ' rocker/rstudio:4 ' })).toEqual({
    name: 'R',
    image: 'rocker/rstudio:4',
    keywords: [],
    run: {},
  });
  expect(
    publishedOf({
      ...emptyEnvironmentForm,
      name: 'R',
      image: 'rocker/rstudio:4',
      description: 'For R',
      keywords: 'r, tidy ',
    }),
  ).toMatchObject({ description: 'For R', keywords: ['r', 'tidy'] });
});
