import { describe, expect, test } from 'vitest';
import { grace } from '../inbox.fixture.js';
import { notificationKinds } from '../notifications.events.js';
import { UnsubscribeLinks } from './unsubscribe-links.js';

const links = new UnsubscribeLinks('a secret that is long enough for it', 'https://renku.example.org');
const subscription = { userId: grace, kinds: [...notificationKinds] };
const tokenIn = (url: string): string => url.replace('https://renku.example.org/api/v1/unsubscribe/', '');

describe('rule 12, e-mail: the link of a message', () => {
  test('means the person and the kinds of the message, and fits into an address', () => {
    const token = tokenIn(links.urlFor(subscription));
    expect(links.open(token)).toEqual(subscription);
    expect(token).toMatch(/^[\w-]{1,200}$/);
  });

  test('says neither to who reads it, and is another each time', () => {
    const [one, other] = [tokenIn(links.urlFor(subscription)), tokenIn(links.urlFor(subscription))];
    expect(one).not.toBe(other);
    const bytes = Buffer.from(one, 'base64url');
    expect(bytes.toString('hex')).not.toContain(grace.slice(0, 8));
    expect(bytes.toString('latin1')).not.toContain('disk-due');
  });

  test('is made by nobody else: changed anywhere, cut off, of another secret, it is none', () => {
    const token = tokenIn(links.urlFor(subscription));
    const bytes = Buffer.from(token, 'base64url');
    for (let at = 0; at < bytes.length; at += 1) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(links.open(changed.toString('base64url'))).toBeUndefined();
    }
    for (const none of ['', 'x', token.slice(0, 20), token.slice(0, 40), `${token}AA`])
      expect(links.open(none)).toBeUndefined();
    expect(new UnsubscribeLinks('another secret that is long enough', 'https://x').open(token)).toBeUndefined();
  });
});
