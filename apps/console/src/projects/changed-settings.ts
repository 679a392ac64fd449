import type { Project } from '../api/schema.js';

type Settings = Pick<Project, 'name' | 'visibility'>;

/** What was typed or chosen; the rest is as it is. */
export type TypedSettings = Partial<Settings>;

/** Only what differs, so that nobody's other change is undone. */
export const changedSettings = (project: Settings, { name, visibility }: TypedSettings): TypedSettings => ({
  ...(name !== undefined && name.trim() !== project.name && { name: name.trim() }),
  ...(visibility !== undefined && visibility !== project.visibility && { visibility }),
});
