import type { Rejection } from '#libs/event-sourcing';
import { type MinimumResources, noClassSatisfies, type ResourceClasses } from '#libs/resource-classes';
import { reject } from '../sessions.rejections.js';

/** Rule 6: more than any resource class has is refused at once. */
export const refuseUnsatisfiable = (minimum: MinimumResources, classes: ResourceClasses): Rejection | undefined => {
  const detail = noClassSatisfies(minimum, classes);
  return detail === undefined
    ? undefined
    : reject('no-resource-class', detail, { errors: [{ pointer: '/resources', detail }] });
};
