import { createHmac } from 'node:crypto';
import type { RunKey } from '../session-runtime.js';

/** What a run's server demands. Everybody who has the secret can tell it, and nobody has to look it up anywhere. */
export function sessionToken(secret: string, installation: string, { launchId, run }: RunKey): string {
  return createHmac('sha256', secret)
    .update(JSON.stringify(['session token', installation, launchId, run]))
    .digest('base64url');
}
