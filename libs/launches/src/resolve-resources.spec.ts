import { describe, expect, test } from 'vitest';
import type { ResourceClass } from '#libs/resource-classes';
import { resolveResources } from './resolve-resources.js';
import { configuration } from './testing/launches.js';

const GIB = 2 ** 30;
const small: ResourceClass = {
  ...{ resourceClassId: '7d1a1c7e-0000-4000-8000-0000000000c1', name: 'small', revision: 0 },
  ...{ cpu: 1, memory: 2 * GIB, gpu: 0 },
};
const gpu: ResourceClass = {
  ...{ ...small, resourceClassId: '7d1a1c7e-0000-4000-8000-0000000000c2', name: 'gpu', gpu: 1 },
  placement: { nodeSelector: { pool: 'gpu' } },
};
const asking = (resources: object) => ({ ...configuration, resources });

describe('rule 6, configuration: what a run gets', () => {
  test('is what it asks for where no class is offered', () => {
    expect(resolveResources(asking({ cpu: 3 }), [])).toEqual(asking({ cpu: 3 }));
    expect(resolveResources(asking({ cpu: 3 }))).toEqual(asking({ cpu: 3 }));
  });

  test('is all of the smallest class that satisfies it, and the disk that it asks for', () => {
    const { resourceClassId, name } = small;
    expect(resolveResources(asking({ cpu: 0.5, disk: 5 * GIB }), [gpu, small])).toEqual({
      ...asking({ cpu: 1, memory: 2 * GIB, disk: 5 * GIB }),
      resourceClass: { resourceClassId, name },
    });
    expect(resolveResources(asking({ gpu: 1 }), [small, gpu])).toMatchObject({
      ...asking({ cpu: 1, memory: 2 * GIB, gpu: 1 }),
      ...{ resourceClass: { name: 'gpu' }, placement: { nodeSelector: { pool: 'gpu' } } },
    });
  });

  test('is nothing where no class satisfies it', () => {
    expect(resolveResources(asking({ cpu: 2 }), [small, gpu])).toBeUndefined();
  });
});
