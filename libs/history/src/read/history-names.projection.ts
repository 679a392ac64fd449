import type { Projection } from '#libs/event-sourcing';
import type { ProjectEvent } from '#libs/projects';
import type { SessionsEvent } from '#libs/sessions';

/** What a session, a repository or a storage is called in a project, and was before; kept when it is gone. */
export interface NamesDocument {
  /** The oldest first; each is valid from the position of the event that gave it. */
  readonly names: readonly { readonly since: string; readonly name: string }[];
}

type NamingEvent = Extract<
  ProjectEvent | SessionsEvent,
  { type: 'EnvironmentAdded' | 'SessionConfigured' | 'RepositoryConnected' | 'StorageConnected' }
>;

/** So many names of one thing are kept: whoever renames it without end makes no document that is too large to write. */
export const NAMES_KEPT = 200;

/** With the project: those that connect the same repository share its id. */
export const namesId = (projectId: string, id: string): string => `${projectId}/${id}`;

const named = (
  doc: NamesDocument | undefined,
  { position, data: { name } }: { readonly position: bigint; readonly data: { readonly name: string } },
): NamesDocument => {
  const names = doc?.names ?? [];
  if (doc !== undefined && names.at(-1)?.name === name) return doc;
  return { names: [...names, { since: position.toString(), name }].slice(-NAMES_KEPT) };
};

const idOf = (data: NamingEvent['data']): string => {
  if ('sessionId' in data) return data.sessionId;
  return 'repositoryId' in data ? data.repositoryId : data.storageId;
};

/** One document for each thing that gets a name: what happened to it is told by the name that it had then. */
export const historyNames: Projection<NamesDocument, NamingEvent> = {
  name: 'history-names',
  version: 1,
  ids: ({ data }) => [namesId(data.projectId, idOf(data))],
  evolve: {
    EnvironmentAdded: named,
    SessionConfigured: named,
    RepositoryConnected: named,
    StorageConnected: named,
  },
};
