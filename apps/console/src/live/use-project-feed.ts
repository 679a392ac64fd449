import { useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useServices } from '../page/services.js';
import { tryFailedAgain } from '../page/try-failed-again.js';
import { useEffect } from '../page/use-effect.js';
import type { Connection } from './live-connection.js';
import { projectKey } from './project-key.js';
import { Refreshing } from './refreshing.js';
import { everyPart, type Part, whatChanged } from './what-changed.js';

export interface ProjectFeed {
  readonly connection: Connection;
  /** It cannot be read any more. */
  readonly isGone: boolean;
  /** Has these parts read again; resolves when they are as they were asked for. */
  readonly refresh: (parts: readonly Part[]) => Promise<void>;
}

/** Follows a project: each event has what it changed read again, at least up to its position. */
export const useProjectFeed = (projectId: string): ProjectFeed => {
  const { live, position } = useServices();
  const client = useQueryClient();
  const refreshing = useMemo(
    () => new Refreshing<Part>(client, (part) => ({ queryKey: [...projectKey(projectId), part] })),
    [client, projectId],
  );
  const [connection, setConnection] = useState<Connection>('connecting');
  const [isGone, setGone] = useState(false);
  useEffect(
    () =>
      live.follow(projectId, {
        onEvent: (event) => {
          position.saw(event.position);
          void refreshing.refresh(whatChanged(event.type));
        },
        onConnection: (now, at) => {
          position.saw(at);
          setConnection(now);
          if (now !== 'live') return;
          // whatever happened before the feed began is in what is read from here on
          void tryFailedAgain(client);
          void refreshing.refresh(everyPart);
        },
        onGone: () => setGone(true),
      }),
    [live, position, client, refreshing, projectId],
  );
  return useMemo(
    () => ({ connection, isGone, refresh: (parts) => refreshing.refresh(parts) }),
    [connection, isGone, refreshing],
  );
};
