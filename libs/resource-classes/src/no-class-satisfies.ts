import { classFor, type MinimumResources, nearestClass } from './class-for.js';
import { classInWords } from './class-in-words.js';
import type { ResourceClasses } from './resource-class.js';

/** Why nothing that is offered is enough, with the nearest; undefined: something is, or nothing is offered at all. */
export const noClassSatisfies = (minimum: MinimumResources, classes: ResourceClasses): string | undefined => {
  if (classes.length === 0 || classFor(minimum, classes) !== undefined) return undefined;
  const nearest = nearestClass(minimum, classes);
  return nearest && `No resource class has that much. The nearest is ${classInWords(nearest)}: ask for less.`;
};
