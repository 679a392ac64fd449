import { describe, expect, test } from 'vitest';
import type { PlacementInput } from '../api/schema.js';
import { mistakesInPlacement, placementFormOf, placementOf } from './placement-form.js';

const placement: PlacementInput = {
  nodeSelector: { pool: 'gpu', 'topology.kubernetes.io/zone': 'a' },
  tolerations: [
    { key: 'gpu', operator: 'Equal', value: 'true', effect: 'NoSchedule' },
    { key: 'dedicated', operator: 'Exists' },
    { operator: 'Exists', effect: 'NoExecute' },
  ],
  priorityClassName: 'gold',
};
const form = placementFormOf(placement);

describe('where sessions of a class run on a cluster', () => {
  test('is written as kubectl has labels and taints', () => {
    expect(form).toEqual({
      nodeSelector: 'pool=gpu\ntopology.kubernetes.io/zone=a',
      tolerations: 'gpu=true:NoSchedule\ndedicated\n*:NoExecute',
      priorityClassName: 'gold',
    });
  });

  test('means what was written', () => {
    expect(placementOf(form)).toEqual(placement);
    expect(placementOf({ nodeSelector: '\n pool= \n', tolerations: 'a=', priorityClassName: ' ' })).toEqual({
      nodeSelector: { pool: '' },
      tolerations: [{ key: 'a', operator: 'Equal', value: '' }],
    });
    expect(placementOf(placementFormOf())).toBeUndefined();
  });

  test('is as before where Kubernetes takes an operator for said', () => {
    expect(placementOf(placementFormOf({ tolerations: [{ key: 'gpu', value: 'true' }] }))).toEqual({
      tolerations: [{ key: 'gpu', operator: 'Equal', value: 'true' }],
    });
  });

  test.each([
    ['/placement/nodeSelector', { nodeSelector: 'pool=gpu\npool' }],
    ['/placement/nodeSelector', { nodeSelector: 'pool = gpu' }],
    ['/placement/tolerations', { tolerations: 'gpu:Never' }],
    ['/placement/tolerations', { tolerations: '=true' }],
    ['/placement/tolerations', { tolerations: 'gpu=true NoSchedule' }],
  ])('is refused at %s where it cannot be read: %j', (pointer, mistake) => {
    expect(mistakesInPlacement(form)).toEqual([]);
    expect(mistakesInPlacement({ ...form, ...mistake })).toMatchObject([{ pointer }]);
  });
});
