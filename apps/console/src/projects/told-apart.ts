import { t } from '@lingui/core/macro';
import type { Project } from '../api/schema.js';
import { shownTime } from '../page/shown-time.js';

type Listed = Pick<Project, 'projectId' | 'name' | 'createdAt' | 'createdBy'>;

/** The end, since ids of the same minute begin alike. */
const shortId = (projectId: string): string => projectId.slice(-8);

/**
 * What tells projects of the same name apart, by project: when and by whom each was created, or where the name of who did is
 * not known, a part of the project's id. A project whose name no other has is not in it.
 */
export const toldApart = (
  projects: readonly Listed[],
  nameOf: (userId: string) => string | undefined,
): ReadonlyMap<string, string> => {
  const keyOf = ({ name }: Listed): string => name.trim().toLowerCase();
  const counts = new Map<string, number>();
  for (const project of projects) counts.set(keyOf(project), (counts.get(keyOf(project)) ?? 0) + 1);
  const alike = projects.filter((project) => (counts.get(keyOf(project)) ?? 0) > 1);
  return new Map(
    alike.map(({ projectId, createdAt, createdBy }) => {
      const name = nameOf(createdBy);
      const at = shownTime(createdAt, 'second');
      const id = shortId(projectId);
      return [projectId, name === undefined ? t`Created ${at} · ${id}` : t`Created ${at} by ${name}`];
    }),
  );
};
