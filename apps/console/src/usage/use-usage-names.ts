import { t } from '@lingui/core/macro';
import { useQuery } from '@tanstack/react-query';
import { answerOf } from '../api/answer-of.js';
import type { Usage } from '../api/schema.js';
import { callPerson } from '../page/call-person.js';
import { erasedPerson } from '../page/erased-person.js';
import { useServices } from '../page/services.js';
import type { Callers } from './usage-line.js';

const unknownProject = (id: string): string => t`A project (${id})`;
const unknownClass = (id: string): string => t`A class (${id})`;

/** How an answer's ids are called: people and projects as it says itself, resource classes as everybody may know. */
export const useUsageNames = (names: Usage['names']): Callers => {
  const { api, me } = useServices();
  const classes = useQuery({
    queryKey: ['resource-classes'],
    queryFn: () => answerOf(api.GET('/api/v1/resource-classes')),
  });
  return {
    project: (id) => names[id] ?? unknownProject(id.slice(0, 8)),
    class: (id) =>
      classes.data?.find(({ resourceClassId }) => resourceClassId === id)?.name ?? unknownClass(id.slice(0, 8)),
    user: (id) => callPerson(id, me, (userId) => names[userId] ?? erasedPerson(userId)),
  };
};
