import { hasSecret, isRecent, type ReceivedHook } from './is-proven.js';

const headers = ['x-hub-signature-256', 'x-gitea-signature'] as const;

/** Before the body is read: whether it could be proven by it. What shows the secret is proven already; a signature is made of the body. */
export const couldBeProven = (received: ReceivedHook['headers'], secret: string, now: Date): boolean =>
  hasSecret({ headers: received }, secret) ||
  headers.some((name) => /^(?:sha256=)?[0-9a-f]{64}$/.test(String(received[name]))) ||
  (isRecent({ headers: received }, now) && /(?:^| )v1,[\w+/]{43}=/.test(String(received['webhook-signature'])));
