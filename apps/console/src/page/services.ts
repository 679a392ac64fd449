import { createContext, useContext } from 'react';
import type { ApiClient } from '../api/api-client.js';
import type { Me, Person } from '../api/views.js';
import type { InboxStore } from '../inbox/inbox-store.js';
import type { LiveConnection } from '../live/live-connection.js';

/** What every page of a signed-in person needs. */
export interface Services {
  readonly api: ApiClient;
  readonly live: LiveConnection;
  readonly inbox: InboxStore;
  readonly me: Me;
  /** People whose names were looked up in this tab: the log and the members list know ids only. */
  readonly known: Map<string, Person>;
}

export const ServicesContext = createContext<Services | undefined>(undefined);

export const useServices = (): Services => {
  const services = useContext(ServicesContext);
  if (services === undefined) throw new Error('there is no ServicesContext above this component');
  return services;
};
