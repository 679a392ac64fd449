import type { AccessTokens } from '../api/access-tokens.js';
import { ApiRequests } from '../api/api-requests.js';
import { browserId } from '../api/browser-id.js';
import { pause } from '../api/pause.js';
import { ReadPosition } from '../api/read-position.js';

/** Nobody who signs out waits for longer. */
const PATIENCE_MS = 3000;

/**
 * Closes the sessions that were opened in this browser to whoever uses it next. `tokens`: theirs who signs out. What was not answered is
 * sent all the same; never rejects, since they are signed out whatever becomes of it.
 */
export const leaveSessions = async (tokens: Pick<AccessTokens, 'fresh' | 'renew'>, origin: string): Promise<void> => {
  const id = browserId.known();
  if (id === undefined) return;
  browserId.forget();
  const request = new Request(`${origin}/api/v1/me/browsers/${id}`, { method: 'DELETE', keepalive: true });
  const left = new ApiRequests(tokens, new ReadPosition()).send(request).catch(() => undefined);
  await Promise.race([left, pause(PATIENCE_MS)]);
};
