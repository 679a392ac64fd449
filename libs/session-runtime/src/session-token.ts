import { createHmac } from 'node:crypto';
import type { RunKey } from './session-runtime.js';

/**
 * What a run's server demands of who speaks to it. It follows from the secret that worker, api and gateway share: nobody has to look it
 * up anywhere, or to be allowed to, and an old run's token opens no later one.
 */
export function sessionToken(secret: string, installation: string, { launchId, run }: RunKey): string {
  return createHmac('sha256', secret)
    .update(JSON.stringify(['session token', installation, launchId, run]))
    .digest('base64url');
}
