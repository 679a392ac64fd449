import { queryOptions } from '@tanstack/react-query';
import { answerOf } from '../api/answer-of.js';
import type { Api } from '../api/create-api.js';

/** Of what one is told by e-mail, and whether anybody is. */
export const notificationSettings = (api: Api) =>
  queryOptions({
    queryKey: ['notification-settings'],
    queryFn: () => answerOf(api.GET('/api/v1/me/notification-settings')),
  });
