import { describe, expect, test } from 'vitest';
import { parseStreamMetadata, SOFT_DELETED_METADATA, undeletedMetadata } from './stream-metadata.js';

const parse = (json: string) => parseStreamMetadata(Buffer.from(json));

describe('stream metadata', () => {
  test('knows what hides events; $maxAge counts in seconds', () => {
    expect(parse('{"$maxCount":3,"$maxAge":60,"$tb":5,"mine":1}')).toMatchObject({
      maxCount: 3,
      maxAge: 60_000,
      truncateBefore: 5,
      softDeleted: false,
    });
  });

  test.each(['', 'not json', '[1]', 'null', '{"$maxCount":"3","$tb":-1,"$maxAge":1.5}', '{"$maxCount":0,"$maxAge":0}'])(
    '%s counts as none',
    (json) => {
      const metadata = parse(json);
      expect(metadata).toMatchObject({ truncateBefore: 0, softDeleted: false });
      expect([metadata.maxCount, metadata.maxAge, metadata.acl]).toEqual([undefined, undefined, undefined]);
    },
  );

  test('the largest $tb marks a soft delete', () => {
    expect(parse(SOFT_DELETED_METADATA).softDeleted).toBe(true);
    expect(parse('{"$tb":9007199254740991}').softDeleted).toBe(false);
  });

  test('undeleting keeps the other keys', () => {
    const before = Buffer.from('{"$tb":9223372036854775807,"$maxCount":3}');
    expect(JSON.parse(undeletedMetadata(before, 7))).toEqual({ $tb: 7, $maxCount: 3 });
  });

  test('access lists hold one name or several', () => {
    expect(parse('{"$acl":{"$r":"ann","$w":["ann","bob"],"$x":"no"}}').acl).toEqual({
      $r: ['ann'],
      $w: ['ann', 'bob'],
    });
  });
});
