import { callPerson } from '../page/call-person.js';
import { useServices } from '../page/services.js';
import { useOpenProject } from './open-project.js';

/** How people are called in the open project, by the names of its members and of those who were looked up. */
export const useCallMember = (): ((userId: string) => string) => {
  const { me, known } = useServices();
  const { members } = useOpenProject().data;
  const nameOf = (userId: string): string | undefined =>
    members.find((member) => member.userId === userId)?.displayName ?? known.get(userId)?.displayName;
  return (userId) => callPerson(userId, me, nameOf);
};
