import type { IncomingMessage } from 'node:http';
import { describe, expect, test } from 'vitest';
import { TrustedProxies } from './trusted-proxies.js';

const wayOf = (proxies: readonly string[], remoteAddress: string, claimed?: string): string =>
  new TrustedProxies(proxies).wayOf({
    socket: { remoteAddress },
    headers: { 'x-forwarded-for': claimed },
  } as unknown as IncomingMessage);

describe('the way that a request came', () => {
  test.each<[string, string[], string, string | undefined, string]>([
    ['a browser', [], '192.0.2.1', undefined, '192.0.2.1'],
    ['a browser that claims to be another', [], '192.0.2.1', '10.1.1.1', '192.0.2.1'],
    ['a proxy', ['10.0.0.0/8'], '10.1.2.3', '192.0.2.1', '192.0.2.1, 10.1.2.3'],
    ['a proxy behind another', ['10.1.2.3'], '10.1.2.3', '192.0.2.1, 10.9.9.9', '192.0.2.1, 10.9.9.9, 10.1.2.3'],
    ['a proxy on a dual-stack socket', ['10.0.0.0/8'], '::ffff:10.1.2.3', '192.0.2.1', '192.0.2.1, 10.1.2.3'],
    ['a proxy by IPv6', ['fd00::/8'], 'fd00::1', '2001:db8::1', '2001:db8::1, fd00::1'],
    ['somebody else', ['10.0.0.0/8', 'fd00::/8'], '192.0.2.9', '192.0.2.1', '192.0.2.9'],
  ])('by %s', (_, proxies, peer, claimed, way) => {
    expect(wayOf(proxies, peer, claimed)).toBe(way);
  });
});
