import type { Projection } from '#libs/event-sourcing';
import type { ProjectEvent } from '#libs/projects';
import type { SessionsEvent } from '../sessions.events.js';

export interface EnvironmentUse {
  /** The environment of the catalogue that each session has; those of images and repositories have none. */
  readonly bySession: Readonly<Record<string, string>>;
  /** Of all these sessions, sorted: what is counted by, over all projects. */
  readonly environmentIds: readonly string[];
}

type Counting = Extract<SessionsEvent, { type: 'EnvironmentAdded' | 'SessionRemoved' }>;

const useOf = (bySession: EnvironmentUse['bySession']): EnvironmentUse | undefined => {
  const environmentIds = Object.values(bySession).sort();
  return environmentIds.length === 0 ? undefined : { bySession, environmentIds };
};

/** One small document a project whose sessions have environments of the catalogue. */
export const environmentUse: Projection<EnvironmentUse, Counting | Extract<ProjectEvent, { type: 'ProjectDeleted' }>> =
  {
    name: 'environment-use',
    version: 1,
    ids: (event) => [event.data.projectId],
    evolve: {
      EnvironmentAdded: (doc, { data: { sessionId, source } }) =>
        source.kind === 'catalogue' ? useOf({ ...doc?.bySession, [sessionId]: source.environmentId }) : doc,
      SessionRemoved: (doc, { data: { sessionId } }) => {
        const left = Object.entries(doc?.bySession ?? {}).filter(([id]) => id !== sessionId);
        return useOf(Object.fromEntries(left));
      },
      ProjectDeleted: () => undefined,
    },
  };
