import { describe, expect, test } from 'vitest';
import type { ResourceClass } from '../api/schema.js';
import { changedClass, classFormOf, mistakesInClass, publishedClass } from './class-form.js';
import { emptyClassForm } from './empty-class-form.js';

const large: ResourceClass = {
  resourceClassId: '7d1a1c7e-0000-4000-8000-000000000004',
  name: 'large',
  cpu: 8,
  memory: 32 * 2 ** 30,
  gpu: 0,
  maxDisk: 100 * 2 ** 30,
};
const form = classFormOf(large);

describe('a resource class that is edited', () => {
  test('is shown in units that people type', () => {
    expect(form).toMatchObject({
      name: 'large',
      cpu: '8',
      memory: '32 GiB',
      gpu: '0',
      maxDisk: '100 GiB',
      capacity: '',
    });
  });

  test('sends what was changed alone; an empty bound takes it away', () => {
    expect(changedClass(large, form)).toEqual({});
    expect(changedClass(large, { ...form, memory: '32' })).toEqual({});
    expect(changedClass(large, { ...form, cpu: '0,5', memory: '64', maxDisk: '' })).toEqual({
      cpu: 0.5,
      memory: '64Gi',
      maxDisk: null,
    });
  });

  test('sends how many may run and where as a whole, and takes them away', () => {
    const placed: ResourceClass = { ...large, capacity: 2, placement: { nodeSelector: { pool: 'gpu' } } };
    const before = classFormOf(placed);
    expect(changedClass(placed, before)).toEqual({});
    const named = { ...before.placement, priorityClassName: 'gold' };
    expect(changedClass(placed, { ...before, capacity: '20', placement: named })).toEqual({
      capacity: 20,
      placement: { nodeSelector: { pool: 'gpu' }, priorityClassName: 'gold' },
    });
    const none = { nodeSelector: '', tolerations: '', priorityClassName: '' };
    expect(changedClass(placed, { ...before, capacity: '', placement: none })).toEqual({
      capacity: null,
      placement: null,
    });
  });

  test('says what cannot be meant, and at which field', () => {
    expect(mistakesInClass(form)).toEqual([]);
    expect(
      mistakesInClass({ ...form, cpu: 'many', memory: '', gpu: '0.x', maxDisk: '1 parsec', capacity: 'few' }),
    ).toMatchObject([
      { pointer: '/cpu' },
      { pointer: '/memory' },
      { pointer: '/gpu' },
      { pointer: '/maxDisk' },
      { pointer: '/capacity' },
    ]);
    const placement = { ...form.placement, nodeSelector: 'gpu' };
    expect(mistakesInClass({ ...form, placement })).toMatchObject([{ pointer: '/placement/nodeSelector' }]);
    expect(mistakesInClass({ ...form, maxDisk: '' })).toEqual([]);
  });
});

test('a new one says what was written', () => {
  expect(publishedClass({ ...emptyClassForm, name: ' small ', cpu: '0.5', memory: '2' })).toEqual({
    name: 'small',
    cpu: 0.5,
    memory: '2Gi',
    gpu: 0,
  });
  expect(
    publishedClass({ ...emptyClassForm, name: 'gpu', cpu: '4', memory: '16 GB', gpu: '1', maxDisk: '50' }),
  ).toEqual({
    name: 'gpu',
    cpu: 4,
    memory: '16G',
    gpu: 1,
    maxDisk: '50Gi',
  });
});
