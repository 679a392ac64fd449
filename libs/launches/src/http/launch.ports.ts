import type { SessionRuntime } from '#libs/session-runtime';
import type { Launch } from '../launch.js';

/** What the API sees of the runtime: it starts and ends nothing. */
export type SessionRuntimeView = Pick<SessionRuntime, 'facts' | 'logs'>;

export const SESSION_RUNTIME_VIEW = Symbol('SessionRuntimeView');

/** The gateway's door: a URL that lets its bearer into the running session once, soon. */
export interface WayIn {
  ticket(launch: Pick<Launch, 'launchId' | 'run' | 'userId'>): Promise<{ url: string; expiresAt: string }>;
}

export const WAY_IN = Symbol('WayIn');
