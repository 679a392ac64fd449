import { classFor, type ResourceClasses } from '#libs/resource-classes';
import type { LaunchConfiguration } from './launch.events.js';

/**
 * Rule 6: of the smallest class that satisfies the session's minimum, resolved again at each run and never silently lowered.
 * Where none is offered the session gets what it asks for; undefined where none is enough.
 */
export const resolveResources = (
  configuration: LaunchConfiguration,
  classes: ResourceClasses = [],
): LaunchConfiguration | undefined => {
  if (classes.length === 0) return configuration;
  const found = classFor(configuration.resources, classes);
  if (found === undefined) return undefined;
  const { resourceClassId, name, cpu, memory, gpu, placement } = found;
  const { disk } = configuration.resources;
  return {
    ...configuration,
    resources: { cpu, memory, ...(gpu > 0 && { gpu }), ...(disk !== undefined && { disk }) },
    resourceClass: { resourceClassId, name },
    ...(placement && { placement }),
  };
};
