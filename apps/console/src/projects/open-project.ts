import { createContext, useContext } from 'react';
import type { Launch, Member, Project, Repository, Session, Storage } from '../api/schema.js';
import type { ProjectFeed } from '../live/use-project-feed.js';
import type { SessionsWish } from './sessions-wish.js';

export interface ProjectData {
  readonly project: Project;
  /** Those that are shown; `project.counts` says how many there are. */
  readonly sessions: readonly Session[];
  readonly hasMoreSessions: boolean;
  /** Which ones are shown, and in which order: what was wanted when they were read. */
  readonly wish: SessionsWish;
  /** Also where it is not among those that are shown. */
  readonly defaultSession: Session | undefined;
  readonly launches: readonly Launch[];
  readonly repositories: readonly Repository[];
  readonly storages: readonly Storage[];
  readonly members: readonly Member[];
}

/** The project whose page is open. */
export interface OpenProject extends Pick<ProjectFeed, 'refresh'> {
  readonly projectId: string;
  readonly data: ProjectData;
  /** Which sessions are wanted now: they may not be read yet. */
  readonly wanted: SessionsWish;
  /** Shows other sessions, or the same in another order. */
  readonly find: (change: Partial<SessionsWish>) => void;
  /** Resolves to the first of those that are new. */
  readonly showMoreSessions: () => Promise<Session | undefined>;
}

export const OpenProjectContext = createContext<OpenProject | undefined>(undefined);

export const useOpenProject = (): OpenProject => {
  const open = useContext(OpenProjectContext);
  if (open === undefined) throw new Error('there is no OpenProjectContext above this component');
  return open;
};
