import { Command, type DataOf, type Decide } from '#libs/event-sourcing';
import type { Configuration, SessionsEvent } from '../sessions.events.js';
import type { Sessions } from '../sessions.js';
import { addedSession } from './added-session.js';
import { configurationData } from './configuration-data.js';
import { refuseUnknownParts } from './refuse-unknown-parts.js';
import { refuseUnsatisfiable } from './refuse-unsatisfiable.js';
import { type EnvironmentFacts, placeEnvironment, type RequestedEnvironment } from './requested-environment.js';

export class AddEnvironment extends Command<{
  readonly projectId: string;
  readonly sessionId: string;
  readonly environment: RequestedEnvironment;
  /** Of the session; absent: the environment's. */
  readonly name?: string | undefined;
  readonly configuration: Configuration;
}> {}

/**
 * Pitch: "When an environment is added to a project, it automatically becomes a project session in the state inactive", and
 * "A user can create as many sessions as they want". The first becomes the default (rule 3).
 */
export const addEnvironment: Decide<DataOf<AddEnvironment> & EnvironmentFacts, Sessions, SessionsEvent> = (
  command,
  state,
) => {
  const { projectId, sessionId, configuration } = command;
  const placed = placeEnvironment(command.environment, command.commandId, command);
  if ('rejected' in placed) return placed;
  const { resourceClasses } = command;
  const refused =
    refuseUnknownParts(configuration, command) ?? refuseUnsatisfiable(configuration.resources, resourceClasses);
  if (refused !== undefined) return refused;
  const { environment, source } = placed;
  const name = command.name ?? environment.name;
  const data = { projectId, sessionId, name, environment, source, configuration: configurationData(configuration) };
  return addedSession(state, data);
};
