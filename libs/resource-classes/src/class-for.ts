import type { ResourceClass, ResourceClasses } from './resource-class.js';

/** Cores, bytes, graphics cards, bytes; absent: no wish. */
export interface MinimumResources {
  readonly cpu?: number | undefined;
  readonly memory?: number | undefined;
  readonly gpu?: number | undefined;
  readonly disk?: number | undefined;
}

/** What is wanted more than what there is, as a part of it: 0 where it is enough, 1 where there is none of it. */
const missing = (wanted = 0, there = Number.POSITIVE_INFINITY): number => (there >= wanted ? 0 : 1 - there / wanted);

const shortfall = ({ cpu, memory, gpu, disk }: MinimumResources, one: ResourceClass): number =>
  missing(cpu, one.cpu) + missing(memory, one.memory) + missing(gpu, one.gpu) + missing(disk, one.maxDisk);

/** Graphics cards are the dearest, then cores, then memory. */
const bySize = (a: ResourceClass, b: ResourceClass): number =>
  a.gpu - b.gpu || a.cpu - b.cpu || a.memory - b.memory || (a.maxDisk ?? Infinity) - (b.maxDisk ?? Infinity);

/** Rule 6: the smallest class that satisfies the minimum; never a smaller one. */
export const classFor = (minimum: MinimumResources, classes: ResourceClasses): ResourceClass | undefined =>
  classes.toSorted(bySize).find((one) => shortfall(minimum, one) === 0);

/** The one that comes closest where none satisfies it. */
export const nearestClass = (minimum: MinimumResources, classes: ResourceClasses): ResourceClass | undefined =>
  classes.toSorted((a, b) => shortfall(minimum, a) - shortfall(minimum, b) || bySize(a, b))[0];
