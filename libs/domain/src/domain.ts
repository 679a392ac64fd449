import { auditEvents, auditProblems } from '#libs/audit';
import { connectionsProblems } from '#libs/connections';
import { catalogue, environmentProblems, environmentsEvents } from '#libs/environments';
import { type AnyProjection, createEventRegistry, type EventRegistry } from '#libs/event-sourcing';
import { historyNames, projectHistory } from '#libs/history';
import {
  builtImageDocuments,
  contentsProblems,
  imagesEvents,
  imagesProblems,
  repositoryImagesDocuments,
} from '#libs/images';
import { launchDocuments, launchEvents, launchProblems } from '#libs/launches';
import {
  deliveryEvents,
  imageNewsEvents,
  notificationDocuments,
  notificationsEvents,
  notificationsProblems,
  unreadNotifications,
} from '#libs/notifications';
import { personEvents, personProblems } from '#libs/people';
import { projectEvents, projectProblems, projects } from '#libs/projects';
import { resourceClassDocuments, resourcesEvents, resourcesProblems } from '#libs/resources';
import { environmentUse, sessionDocuments, sessionsEvents, sessionsProblems, sessionsSummary } from '#libs/sessions';
import { usageRuns } from '#libs/usage';

/** Every kind of stream. */
export const domainEventFamilies = [
  environmentsEvents,
  projectEvents,
  sessionsEvents,
  launchEvents,
  personEvents,
  resourcesEvents,
  imagesEvents,
  notificationsEvents,
  deliveryEvents,
  imageNewsEvents,
  auditEvents,
] as const;

/** Every event that the slices declare. */
export const domainEvents = (): EventRegistry => createEventRegistry(domainEventFamilies);

/** Every kind of refusal that the slices declare, beside the platform's. */
export const domainProblems = [
  environmentProblems,
  projectProblems,
  sessionsProblems,
  contentsProblems,
  launchProblems,
  resourcesProblems,
  imagesProblems,
  notificationsProblems,
  connectionsProblems,
  personProblems,
  auditProblems,
] as const;

/** Every read model that the slices declare. */
export const domainProjections: readonly AnyProjection[] = [
  catalogue,
  projects,
  sessionDocuments,
  sessionsSummary,
  environmentUse,
  launchDocuments,
  projectHistory,
  historyNames,
  resourceClassDocuments,
  repositoryImagesDocuments,
  builtImageDocuments,
  notificationDocuments,
  unreadNotifications,
  usageRuns,
];
