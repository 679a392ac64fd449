import type { Rejection } from '#libs/event-sourcing';
import { noClassSatisfies, type ResourceClasses } from '#libs/resource-classes';
import type { LaunchConfiguration } from '../launch.events.js';
import { reject } from '../launch.rejections.js';

/** Of a session that was configured when more was offered. */
export const refuseResources = ({ resources }: LaunchConfiguration, classes: ResourceClasses = []): Rejection =>
  reject(
    'no-resource-class',
    `${noClassSatisfies(resources, classes) ?? ''} An editor changes the session’s configuration.`,
  );
