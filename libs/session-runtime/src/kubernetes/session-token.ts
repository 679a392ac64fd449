import { createHmac } from 'node:crypto';
import type { RunKey } from '../session-runtime.js';

/**
 * What a run's server demands of who speaks to it. It follows from the secret that worker and gateway share, so that a reader
 * need not be allowed to read Secrets, and an old run's token opens no later one.
 */
export const sessionToken = (secret: string, installation: string, { launchId, run }: RunKey): string =>
  createHmac('sha256', secret)
    .update(JSON.stringify(['session-token', installation, launchId, run]))
    .digest('base64url');
