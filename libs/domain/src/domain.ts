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
  notificationDocuments,
  notificationsEvents,
  notificationsProblems,
  unreadNotifications,
} from '#libs/notifications';
import { personEvents } from '#libs/people';
import { projectEvents, projectProblems, projects } from '#libs/projects';
import { resourceClassDocuments, resourcesEvents, resourcesProblems } from '#libs/resources';
import { sessionDocuments, sessionsEvents, sessionsProblems, sessionsSummary } from '#libs/sessions';

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
] as const;

/** Every read model that the slices declare. */
export const domainProjections: readonly AnyProjection[] = [
  catalogue,
  projects,
  sessionDocuments,
  sessionsSummary,
  launchDocuments,
  projectHistory,
  historyNames,
  resourceClassDocuments,
  repositoryImagesDocuments,
  builtImageDocuments,
  notificationDocuments,
  unreadNotifications,
];
