import { describe, expect, test } from 'vitest';
import { isPublicAddress } from './is-public-address.js';

describe('an address', () => {
  test.each(['8.8.8.8', '100.128.0.1', '172.32.0.1', '193.0.0.1', '2606:4700::1111', '2a00:1450:4001::1'])(
    'that is public: %s',
    (address) => {
      expect(isPublicAddress(address)).toBe(true);
    },
  );

  test.each([
    ['loopback', '127.0.0.1', '127.255.255.254', '::1'],
    ['every address', '0.0.0.0', '0.1.2.3', '::'],
    ['private', '10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1', 'fc00::1', 'fd12:3456::1', 'fec0::1'],
    ['link-local', '169.254.1.1', 'fe80::1'],
    ['shared by a provider’s customers (CGNAT)', '100.64.0.1', '100.127.255.255'],
    ['a cloud’s metadata', '169.254.169.254', '100.100.100.200', '192.0.0.192', '168.63.129.16', 'fd00:ec2::254'],
    [
      'IPv4 in IPv6',
      '::ffff:127.0.0.1',
      '::ffff:7f00:1',
      '::ffff:8.8.8.8',
      '::7f00:1',
      '64:ff9b::7f00:1',
      '2002:7f00:1::',
    ],
    [
      'for many, for examples, for later',
      '224.0.0.1',
      '255.255.255.255',
      '240.0.0.1',
      '192.0.2.1',
      'ff02::1',
      '2001:db8::1',
    ],
  ])('that is not: %s', (_, ...addresses) => {
    expect(addresses.filter(isPublicAddress)).toEqual([]);
  });
});
