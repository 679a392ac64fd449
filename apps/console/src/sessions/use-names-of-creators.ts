import { useQuery } from '@tanstack/react-query';
import { useServices } from '../page/services.js';
import { mayReadHistory } from '../projects/may-read-history.js';
import { useOpenProject } from '../projects/open-project.js';
import { projectQueries } from '../projects/project-queries.js';
import { useNameOf } from '../projects/use-name-of.js';

/**
 * Has those known by their names who made what the sessions run and are no members, such as who left. The history names them, to
 * whom it may be shown; to others they stay somebody.
 */
export const useNamesOfCreators = (): void => {
  const services = useServices();
  const { data, projectId } = useOpenProject();
  const nameOf = useNameOf();
  const creators = data.sessions.map(({ environment }) => environment.createdBy);
  const isMissing = creators.some((userId) => !userId.startsWith('system:') && nameOf(userId) === undefined);
  const isWanted = isMissing && mayReadHistory(services, data);
  useQuery({ ...projectQueries(services.api, projectId).creators, enabled: isWanted });
};
