import { createContext, useContext } from 'react';
import type { Api } from '../api/create-api.js';
import type { ReadPosition } from '../api/read-position.js';
import type { Me } from '../api/schema.js';
import type { LiveConnection } from '../live/live-connection.js';
import type { UndoOffer } from './undo-toast.js';

/** What every page of a signed-in person needs. */
export interface Services {
  readonly api: Api;
  readonly position: ReadPosition;
  readonly live: LiveConnection;
  readonly me: Me;
  /** Signs the person out first, in all tabs. */
  readonly eraseMe: () => Promise<void>;
  /** Of the forms in which something typed is not saved: looked into when a page or dialog is to be left. */
  readonly unsaved: Set<string>;
  /** Leaves the page, or a dialog: at once where nothing typed would be lost, or else once one has said so. */
  readonly leave: (go: () => void) => void;
  /** Says what was done, for a while with a way to undo it. */
  readonly offerUndo: (offer: UndoOffer) => void;
}

export const ServicesContext = createContext<Services | undefined>(undefined);

export const useServices = (): Services => {
  const services = useContext(ServicesContext);
  if (services === undefined) throw new Error('there is no ServicesContext above this component');
  return services;
};
