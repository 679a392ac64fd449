import { expect, test } from 'vitest';
import { domainOf } from './domain-of.js';

test.each([
  ['quay.io', 'quay.io'],
  ['a.b.example.org', 'example.org'],
  ['a.B.Example.ORG', 'example.org'],
  ['localhost', 'localhost'],
  ['93.184.216.34', '93.184.216.34'],
  ['2606:2800::1', '2606:2800::1'],
])('names of one owner share a domain: %s', (host, domain) => {
  expect(domainOf(host)).toBe(domain);
});
