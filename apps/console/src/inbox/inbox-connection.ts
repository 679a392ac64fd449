import { createContext } from 'react';
import type { Connection } from '../live/live-connection.js';

/** Whether what is shown of the inbox follows it. */
export const InboxConnection = createContext<Connection>('connecting');
