import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { ConnectionKeys, type NamedKey } from './connection-keys.js';

const named = (keyId: string): NamedKey => ({ keyId, key: randomBytes(32).toString('base64') });
const [old, recent] = [named('old'), named('new')];
const owner = ['grace', 'git.example.org'];

describe('a token at rest', () => {
  const keys = new ConnectionKeys([old]);
  const sealed = keys.seal('canary', owner);

  test('is ciphertext, another one each time', () => {
    expect(JSON.stringify(sealed)).not.toContain('canary');
    expect(keys.seal('canary', owner).sealed).not.toBe(sealed.sealed);
    expect(keys.open(sealed, owner)).toBe('canary');
  });

  test.each([
    ['person', ['linus', 'git.example.org']],
    ['host', ['grace', 'git.evil.example']],
  ])('that was moved to another %s opens no more', (_, other) => expect(keys.open(sealed, other)).toBeUndefined());

  test('that was changed opens no more', () => {
    const bytes = Buffer.from(sealed.sealed, 'base64');
    for (const at of [0, 13, bytes.length - 1]) {
      const changed = Buffer.from(bytes);
      changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
      expect(keys.open({ ...sealed, sealed: changed.toString('base64') }, owner)).toBeUndefined();
    }
    expect(keys.open({ ...sealed, sealed: '' }, owner)).toBeUndefined();
  });

  test('opens under every key that is there, and is sealed under the first', () => {
    const both = new ConnectionKeys([recent, old]);
    expect(both.open(sealed, owner)).toBe('canary');
    expect(both.isNewest(sealed.keyId)).toBe(false);
    const again = both.seal('canary', owner);
    expect(new ConnectionKeys([recent]).open(again, owner)).toBe('canary');
    expect(new ConnectionKeys([recent]).open(sealed, owner)).toBeUndefined();
  });
});
