import { useCallback } from 'react';
import type { HistoryEntry } from '../api/views.js';
import { useServices } from '../page/services.js';
import { useRequest } from '../page/use-request.js';
import { mayReadHistory } from '../projects/may-read-history.js';
import { useOpenProject } from '../projects/open-project.js';
import { useNameOf } from '../projects/use-name-of.js';

/** Of this many sessions, the newest, the history is asked who made them. */
const MOST = 1000;

const creatorOf = ({ actor, data }: HistoryEntry): string =>
  (data['environment'] as { readonly createdBy?: string } | undefined)?.createdBy ?? actor;

/**
 * Has those known by their names who made what the sessions run and are no members, such as who left. The history names them, to
 * whom it may be shown; to others they stay somebody.
 */
export const useNamesOfCreators = (): void => {
  const services = useServices();
  const { data } = useOpenProject();
  const nameOf = useNameOf();
  const { api, known } = services;
  const { projectId } = data.project;
  const creators = data.sessions.map(({ environment }) => environment.createdBy);
  const isMissing = creators.some((userId) => !userId.startsWith('system:') && nameOf(userId) === undefined);
  const isWanted = isMissing && mayReadHistory(services, data);
  useRequest(
    useCallback(async () => {
      if (!isWanted) return;
      const path = `/projects/${projectId}/history?type=EnvironmentAdded&limit=${MOST}`;
      for (const entry of await api.get<readonly HistoryEntry[]>(path)) {
        const userId = creatorOf(entry);
        const displayName = entry.names?.[userId];
        if (displayName !== undefined) known.set(userId, { userId, displayName });
      }
    }, [api, known, projectId, isWanted]),
  );
};
