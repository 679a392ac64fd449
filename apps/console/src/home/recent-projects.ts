import type { Launch, Project } from '../api/schema.js';

type Listed = Pick<Project, 'projectId' | 'createdAt'>;

/** One's projects, those first whose sessions one launched last, then the newest: `launches` are in that order. */
export const recentProjects = <One extends Listed>(
  projects: readonly One[],
  launches: readonly Pick<Launch, 'projectId'>[],
): readonly One[] => {
  const used = [...new Set(launches.map(({ projectId }) => projectId))];
  const rank = ({ projectId }: One): number => (used.includes(projectId) ? used.indexOf(projectId) : used.length);
  return projects.toSorted((a, b) => rank(a) - rank(b) || b.createdAt.localeCompare(a.createdAt));
};
