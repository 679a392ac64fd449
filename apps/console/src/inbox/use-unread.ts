import { useQuery } from '@tanstack/react-query';
import { answerOf } from '../api/answer-of.js';
import { useServices } from '../page/services.js';

/** How many notifications are unread; undefined: not known yet. */
export const useUnread = (): number | undefined => {
  const { api } = useServices();
  const inbox = useQuery({ queryKey: ['inbox', 'count'], queryFn: () => answerOf(api.GET('/api/v1/inbox')) });
  return inbox.data?.unread;
};
