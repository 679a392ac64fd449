import { useSyncExternalStore } from 'react';
import { useServices } from '../page/services.js';
import type { InboxState } from './inbox-store.js';

/** One's own inbox as it is now. */
export const useInbox = (): InboxState => {
  const { inbox } = useServices();
  return useSyncExternalStore(inbox.watch, inbox.snapshot);
};
