import { createContext, useContext } from 'react';
import type { ProjectData, ProjectStore } from '../live/project-store.js';

/** The project whose page is open. */
export interface OpenProject {
  readonly store: ProjectStore;
  readonly data: ProjectData;
}

export const OpenProjectContext = createContext<OpenProject | undefined>(undefined);

export const useOpenProject = (): OpenProject => {
  const open = useContext(OpenProjectContext);
  if (open === undefined) throw new Error('there is no OpenProjectContext above this component');
  return open;
};
