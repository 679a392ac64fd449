import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** A hook as it came. */
export interface ReceivedHook {
  /** By small letters. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: string;
}

/** As the Standard Webhooks specification has it: older ones may be repeated by somebody who overheard them. */
const TOLERANCE_MS = 5 * 60_000;

const isSame = (one: string, other: string): boolean => {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(one), hash(other));
};

type Headers = Pick<ReceivedHook, 'headers'>;

const header = ({ headers }: Headers, name: string): string => {
  const value = headers[name];
  return typeof value === 'string' ? value : '';
};

/** The password of `Basic`, or the token of `Bearer`. */
const sentSecret = (hook: Headers): string => {
  const [, scheme = '', value = ''] = /^(\w+) (.*)$/.exec(header(hook, 'authorization')) ?? [];
  if (scheme.toLowerCase() === 'bearer') return value;
  if (scheme.toLowerCase() !== 'basic') return '';
  const pair = Buffer.from(value, 'base64').toString();
  return pair.slice(pair.indexOf(':') + 1);
};

const keyOf = (secret: string): Buffer =>
  secret.startsWith('whsec_') ? Buffer.from(secret.slice('whsec_'.length), 'base64') : Buffer.from(secret);

/** Said in a header. */
export const hasSecret = (hook: Headers, secret: string): boolean =>
  isSame(sentSecret(hook), secret) || isSame(header(hook, 'x-gitlab-token'), secret);

export const isRecent = (hook: Headers, now: Date): boolean =>
  Math.abs(now.getTime() - Number(header(hook, 'webhook-timestamp')) * 1000) <= TOLERANCE_MS;

/** https://www.standardwebhooks.com: `webhook-signature` lists several while keys are changed. */
const hasStandardSignature = (hook: ReceivedHook, secret: string, now: Date): boolean => {
  const [id, timestamp] = [header(hook, 'webhook-id'), header(hook, 'webhook-timestamp')];
  if (id === '' || !isRecent(hook, now)) return false;
  const signature = createHmac('sha256', keyOf(secret)).update(`${id}.${timestamp}.${hook.body}`).digest('base64');
  return header(hook, 'webhook-signature')
    .split(' ')
    .some((one) => isSame(one, `v1,${signature}`));
};

/** GitHub says how it is made, Gitea does not. */
const hasBodySignature = (hook: ReceivedHook, secret: string): boolean => {
  const signature = createHmac('sha256', secret).update(hook.body).digest('hex');
  return (
    isSame(header(hook, 'x-hub-signature-256'), `sha256=${signature}`) ||
    isSame(header(hook, 'x-gitea-signature'), signature)
  );
};

/** Whether who sent it knows the secret: said in a header, or shown by a signature. */
export const isProven = (hook: ReceivedHook, secret: string, now: Date): boolean =>
  hasSecret(hook, secret) || hasStandardSignature(hook, secret, now) || hasBodySignature(hook, secret);
