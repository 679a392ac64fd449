import { type InvalidateQueryFilters, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReadPosition } from '../api/read-position.js';
import type { Connection, LiveConnection } from '../live/live-connection.js';
import { Refreshing } from '../live/refreshing.js';
import { useEffect } from '../page/use-effect.js';

/** By what is read again. */
const queries = {
  inbox: { queryKey: ['inbox'] },
  // a newer image is no event of a project: what its sessions are offered is read again when one is told of it
  offered: { predicate: ({ queryKey }) => queryKey[2] === 'sessions' },
} as const satisfies Readonly<Record<string, InvalidateQueryFilters>>;

/** Follows one's own inbox while any page is open: what is shown of it is read again at each event. */
export const useInboxFeed = (live: LiveConnection, position: ReadPosition): Connection => {
  const client = useQueryClient();
  const [connection, setConnection] = useState<Connection>('connecting');
  useEffect(() => {
    const refreshing = new Refreshing<keyof typeof queries>(client, (part) => queries[part]);
    const reach = (at: string | undefined): void => {
      position.saw(at);
      void refreshing.refresh(['inbox', 'offered']);
    };
    return live.followInbox({
      onEvent: (event) => reach(event.position),
      onConnection: (now, at) => {
        setConnection(now);
        // whatever happened before the feed began, or while it was lost, is in what is read from here on
        if (now === 'live') reach(at);
      },
      onGone: () => undefined,
    });
  }, [client, live, position]);
  return connection;
};
