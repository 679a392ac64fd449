import type { Launch, Session } from '../api/schema.js';

/** The person's launch of the session's environment in its project, whichever session it belongs to. */
export const placeOf = (
  { environment }: Pick<Session, 'environment'>,
  launches: readonly Launch[],
): Launch | undefined => launches.find(({ environmentId }) => environmentId === environment.environmentId);
