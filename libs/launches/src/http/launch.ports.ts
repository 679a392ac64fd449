import type { AccessCredential } from '#libs/access';
import type { Launch } from '../launch.js';

/** Injects a SessionRuntimeReader. */
export const SESSION_RUNTIME_READER = Symbol('SessionRuntimeReader');

/** A URL that lets its bearer into the running session once, soon. */
export interface SessionTickets {
  ticket(
    asked: Pick<Launch, 'launchId' | 'run' | 'userId'> & { readonly credential?: AccessCredential | undefined },
  ): Promise<{ url: string; expiresAt: string }>;
}

export const SESSION_TICKETS = Symbol('SessionTickets');
