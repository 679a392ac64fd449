import { useServices } from '../page/services.js';
import { useOpenProject } from './open-project.js';

/** The names of those whom this page knows: members of the open project, and who was looked up. */
export const useNameOf = (): ((userId: string) => string | undefined) => {
  const { me, known } = useServices();
  const { members } = useOpenProject().data;
  return (userId) =>
    userId === me.userId
      ? me.displayName
      : (members.find((member) => member.userId === userId)?.displayName ?? known.get(userId)?.displayName);
};
