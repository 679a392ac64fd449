import { describe, expect, test } from 'vitest';
import { imageUser } from './image-user.js';

const passwd = 'root:x:0:0:root:/root:/bin/sh\njovyan:x:1000:100:,,,:/home/jovyan:/bin/bash\n';
const group = 'root:x:0:\nusers:x:100:\nstaff:x:50:jovyan\n';
const jovyan = { uid: 1000, gid: 100, home: '/home/jovyan' };

describe('the user of an image', () => {
  test.each([
    ['', { uid: 0, gid: 0, home: '/root' }],
    ['jovyan', jovyan],
    ['1000', jovyan],
    ['jovyan:staff', { ...jovyan, gid: 50 }],
    ['1000:7', { ...jovyan, gid: 7 }],
    ['4711', { uid: 4711, gid: 0, home: undefined }],
    ['4711:100', { uid: 4711, gid: 100, home: undefined }],
  ])('that says %j', (user, expected) => {
    expect(imageUser(user, passwd, group)).toEqual(expected);
  });

  test('is a number where the image has no such files', () => {
    expect(imageUser('1000:100', '', '')).toEqual({ uid: 1000, gid: 100, home: undefined });
  });
});
