import { deriveId } from '#libs/event-sourcing';
import type { Connection } from './connection.js';

/** The same for as long as the token is there, whichever key it is kept with, and another one once there is another token. */
export const tokenIdOf = (userId: string, { host, addedAt }: Pick<Connection, 'host' | 'addedAt'>): string =>
  deriveId('token', userId, host, addedAt.toISOString());
