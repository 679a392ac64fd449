import { useQuery } from '@tanstack/react-query';
import { erasedPerson } from '../page/erased-person.js';
import { useServices } from '../page/services.js';
import { useOpenProject } from './open-project.js';
import { projectQueries } from './project-queries.js';

/** The names of those whom this page knows: members of the open project, and who made sessions once `useNamesOfCreators` asked. */
export const useNameOf = (): ((userId: string) => string | undefined) => {
  const { api, me } = useServices();
  const { projectId, data } = useOpenProject();
  const creators = useQuery({ ...projectQueries(api, projectId).creators, enabled: false });
  return (userId) => {
    if (userId === me.userId) return me.displayName;
    const member = data.members.find((each) => each.userId === userId);
    if (member === undefined) return creators.data?.get(userId);
    // members are named by the API, as long as they are there
    return member.displayName ?? erasedPerson(userId);
  };
};
