import type { Launch } from '../launch.js';

/** Injects a SessionRuntimeReader. */
export const SESSION_RUNTIME_READER = Symbol('SessionRuntimeReader');

/** The gateway's door: a URL that lets its bearer into the running session once, soon. */
export interface WayIn {
  ticket(launch: Pick<Launch, 'launchId' | 'run' | 'userId'>): Promise<{ url: string; expiresAt: string }>;
}

export const WAY_IN = Symbol('WayIn');
