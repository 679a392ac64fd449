import { describe, expect, test } from 'vitest';
import { classFor, type MinimumResources } from './class-for.js';
import { noClassSatisfies } from './no-class-satisfies.js';
import type { ResourceClass } from './resource-class.js';

const GIB = 2 ** 30;
const small: ResourceClass = { resourceClassId: 'c1', name: 'small', cpu: 1, memory: 2 * GIB, gpu: 0 };
const large = { name: 'large', cpu: 8, memory: 32 * GIB };
const classOf = (change: Partial<ResourceClass>): ResourceClass => ({ ...small, ...change });
const gpu = classOf({ name: 'gpu', gpu: 1, cpu: 4, memory: 16 * GIB });
const classes = [gpu, classOf(large), classOf({ maxDisk: 10 * GIB })];

describe('rule 6, configuration: a minimum means the smallest class that satisfies it', () => {
  test.each<[string | undefined, MinimumResources]>([
    ['small', {}],
    ['small', { cpu: 1, memory: 2 * GIB, gpu: 0, disk: 10 * GIB }],
    ['large', { cpu: 1.5 }],
    ['large', { memory: 2 * GIB + 1 }],
    ['large', { disk: 11 * GIB }],
    ['gpu', { gpu: 1 }],
    [undefined, { gpu: 2 }],
    [undefined, { gpu: 1, cpu: 8 }],
    [undefined, { cpu: 64 }],
  ])('%s has %j', (name, minimum) => {
    expect(classFor(minimum, classes)?.name).toBe(name);
  });

  test('where none does, the nearest is named', () => {
    expect(noClassSatisfies({ cpu: 64 }, classes)).toBe(
      'No resource class has that much. The nearest is large (8 cores, 32 GiB of memory): ask for less.',
    );
    expect(noClassSatisfies({ gpu: 2 }, classes)).toContain('gpu (4 cores, 16 GiB of memory, 1 graphics card)');
  });

  test('where one does, or none is offered, nothing is said', () => {
    expect(noClassSatisfies({ cpu: 8 }, classes)).toBeUndefined();
    expect(noClassSatisfies({ cpu: 64 }, [])).toBeUndefined();
  });
});
