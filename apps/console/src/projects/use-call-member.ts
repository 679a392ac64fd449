import { callPerson } from '../page/call-person.js';
import { useServices } from '../page/services.js';
import { useNameOf } from './use-name-of.js';

/** How people are called in the open project. */
export const useCallMember = (): ((userId: string) => string) => {
  const { me } = useServices();
  const nameOf = useNameOf();
  return (userId) => callPerson(userId, me, nameOf);
};
